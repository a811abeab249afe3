<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Our tab in User Manager, for groups and users, and what it saves. */
class UsermanForm {
	/** The tabs for what User Manager shows just now. */
	public static function tab(Parts $parts, array $request) {
		$action = isset($request['action']) && is_string($request['action']) ? $request['action'] : '';
		if (!in_array($action, array('addgroup', 'showgroup', 'adduser', 'showuser'), true)) {
			return array();
		}
		$isGroup = substr($action, -5) === 'group';
		$key = $isGroup ? 'group' : 'user';
		$id = isset($request[$key]) && is_scalar($request[$key]) && substr($action, 0, 4) === 'show' ? (int) $request[$key] : null;
		$content = load_view($parts->paths()->module() . '/views/userman.php', array(
			'isGroup' => $isGroup,
			'values' => self::values($parts->module('Userman'), $isGroup, $id),
			'choices' => self::choices($parts),
		));
		return array(array('title' => _('Smart Missed Calls'), 'rawname' => Permissions::MODULE, 'content' => $content));
	}

	public static function saveGroup(Parts $parts, $id, $display, array $post) {
		self::save($parts, 'group', $id, $display, $post);
	}

	public static function saveUser(Parts $parts, $id, $display, array $post) {
		self::save($parts, 'user', $id, $display, $post);
	}

	/** The same hooks fire for imports and directory syncs, which send no form: nothing is changed then. */
	private static function save(Parts $parts, $type, $id, $display, array $post) {
		$userman = $parts->module('Userman');
		$isForm = $display === 'userman' && isset($post['type']) && $post['type'] === $type && isset($post['smc_form']);
		if ($isForm && $userman !== null) {
			$set = $type === 'group' ? 'setModuleSettingByGID' : 'setModuleSettingByID';
			foreach (Permissions::fromForm($post, $type === 'group') as $setting => $value) {
				$userman->$set($id, Permissions::MODULE, $setting, $value);
			}
		}
		if ($userman !== null) {
			$parts->life()->writeDirectory();
		}
	}

	/** Our part of the UCP tab: whether the widget is there at all; what it shows is said in our own tab. */
	public static function ucpTab(Parts $parts, $mode, $user, $action) {
		$ucp = $parts->module('Ucp');
		if ($ucp === null || !in_array($mode, array('user', 'group'), true)) {
			return array();
		}
		$id = is_array($user) && isset($user['id']) ? $user['id'] : null;
		$value = null;
		if ($id !== null) {
			$value = $mode === 'group' ? $ucp->getSettingByGID($id, 'Smartmissedcalls', 'enable') : $ucp->getSettingByID($id, 'Smartmissedcalls', 'enable');
		}
		$content = load_view($parts->paths()->module() . '/views/ucp.php', array('isGroup' => $mode === 'group', 'value' => $value));
		return array(array('title' => _('Smart Missed Calls'), 'rawname' => Permissions::MODULE, 'content' => $content));
	}

	public static function saveUcp(Parts $parts, $type, $id, $display, array $post) {
		$ucp = $parts->module('Ucp');
		$isForm = $display === 'userman' && isset($post['type']) && $post['type'] === $type && isset($post['smc_ucp_enable']);
		if (!$isForm || $ucp === null) {
			return;
		}
		$sent = $post['smc_ucp_enable'];
		$value = $sent === 'yes' ? true : ($sent === 'no' ? false : null);
		if ($type === 'group') {
			$ucp->setSettingByGID($id, 'Smartmissedcalls', 'enable', $value === true);
		} else {
			$ucp->setSettingByID($id, 'Smartmissedcalls', 'enable', $value);
		}
	}

	/** What was said of a group or user himself: no inheritance. */
	private static function values($userman, $isGroup, $id) {
		$values = array();
		if ($userman === null || $id === null) {
			return $isGroup ? array('see_extensions' => array('self')) : $values;
		}
		$get = $isGroup ? 'getModuleSettingByGID' : 'getModuleSettingByID';
		foreach (array_keys(Permissions::fromForm(array(), $isGroup)) as $setting) {
			$value = $userman->$get($id, Permissions::MODULE, $setting, true);
			$values[$setting] = is_string($value) || is_array($value) ? $value : null;
		}
		return $values;
	}

	/** What can be chosen: number → `number name`. */
	private static function choices(Parts $parts) {
		$directory = $parts->snapshot()->build(array());
		$choices = array();
		$lists = array('dids' => 'dids', 'queues' => 'queues', 'ringgroups' => 'ring_groups', 'extensions' => 'extensions');
		foreach ($lists as $kind => $list) {
			$choices[$kind] = $kind === 'extensions' ? array('self' => _('Own extension')) : array();
			foreach ($directory[$list] as $one) {
				$choices[$kind][$one['number']] = trim($one['number'] . ' ' . $one['name']);
			}
		}
		return $choices;
	}
}
