<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What User Manager keeps for us of its groups and users: may do what, and see which part of the list. */
class Permissions {
	const MODULE = 'smartmissedcalls';
	/** Everything a User Manager user can be allowed; administrators of the PBX have `admin` besides. */
	private static $names = array('view', 'work', 'reopen', 'numbers', 'export', 'settings');
	private static $scopes = array('dids', 'queues', 'ringgroups', 'extensions');

	public static function names() {
		return self::$names;
	}

	public static function scopes() {
		return self::$scopes;
	}

	/** What is said for a user, his own word first, else his groups'. Names nobody decided are absent. */
	public static function ofUser($userman, $uid) {
		$said = array();
		foreach (self::$names as $name) {
			$value = $userman->getCombinedModuleSettingByID($uid, self::MODULE, 'may_' . $name);
			if ($value === 'yes' || $value === 'no') {
				$said[$name] = $value === 'yes';
			}
		}
		return $said;
	}

	/** Which part of the list a user sees: null for the whole, else lists of numbers; `self` is his own extension. */
	public static function scopeOfUser($userman, $uid, $ownExtension) {
		if ($userman->getCombinedModuleSettingByID($uid, self::MODULE, 'see_all') === 'yes') {
			return null;
		}
		$scope = array();
		foreach (self::$scopes as $kind) {
			$value = $userman->getCombinedModuleSettingByID($uid, self::MODULE, 'see_' . $kind);
			$scope[$kind] = self::numbers(is_array($value) ? $value : ($kind === 'extensions' ? array('self') : array()), $ownExtension);
		}
		return $scope;
	}

	/** What a form of User Manager sent, by setting; null is inherit. Whatever is no setting of ours is left out. */
	public static function fromForm(array $post, $isGroup) {
		$values = array();
		foreach (array_merge(self::$names, array('all')) as $name) {
			$field = 'smc_' . $name;
			$sent = isset($post[$field]) && is_string($post[$field]) ? $post[$field] : 'inherit';
			$key = $name === 'all' ? 'see_all' : 'may_' . $name;
			$values[$key] = $sent === 'yes' || $sent === 'no' ? $sent : null;
		}
		foreach (self::$scopes as $kind) {
			$field = 'smc_see_' . $kind;
			$sent = isset($post[$field]) && is_array($post[$field]) ? $post[$field] : array();
			$list = array_values(array_filter($sent, function ($one) {
				return is_string($one) && preg_match('/^[A-Za-z0-9+*#._-]{1,50}$/', $one);
			}));
			// An empty list of a user means that his groups decide; of a group that it gives nothing.
			$values['see_' . $kind] = count($list) === 0 && !$isGroup ? null : $list;
		}
		return $values;
	}

	private static function numbers(array $list, $ownExtension) {
		$numbers = array();
		foreach ($list as $one) {
			$number = $one === 'self' ? (string) $ownExtension : (string) $one;
			if ($number !== '' && $number !== 'none') {
				$numbers[] = Words::name($number, 64);
			}
		}
		return array_values(array_unique($numbers));
	}
}
