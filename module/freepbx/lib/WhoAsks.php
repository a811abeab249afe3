<?php
namespace FreePBX\modules\Smartmissedcalls;

/** From the PBX's own accounts to the identity the daemon is told. Null is nobody, or somebody who may not see the list. */
class WhoAsks {
	const CLIENT = 'default';
	const SECTION = 'smartmissedcalls';

	private $userman;
	private $extensions;
	private $locale;

	/**
	 * $userman is null where User Manager is missing; $extensions is a function that gives the numbers of all extensions; $locale is the
	 * language the PBX's pages are read in, where an account has none of its own.
	 */
	public function __construct($userman, $extensions, $locale = '') {
		$this->userman = $userman;
		$this->extensions = $extensions;
		$this->locale = $locale;
	}

	/** An administrator, as FreePBX keeps him in the session. */
	public function administrator($ampUser) {
		if (!is_object($ampUser) || !method_exists($ampUser, 'checkSection') || empty($ampUser->username)) {
			return null;
		}
		$isFull = (bool) $ampUser->checkSection('*');
		if (!$isFull && !$ampUser->checkSection(self::SECTION)) {
			return null;
		}
		$uid = isset($ampUser->id) && is_numeric($ampUser->id) && $this->userman !== null ? (int) $ampUser->id : null;
		$user = $uid === null ? array() : $this->userOf($uid);
		$allowed = $isFull ? array_merge(Permissions::names(), array('admin')) : $this->supervisor($uid);
		return $this->identity('admin:' . $ampUser->username, $ampUser->username, $allowed, array(
			'scope' => $isFull ? null : $this->range($ampUser),
			'extension' => self::extensionOf($user),
			'language' => empty($ampUser->lang) ? $this->locale : $ampUser->lang,
			'zone' => isset($ampUser->tz) ? $ampUser->tz : null,
		));
	}

	/** A user of the User Control Panel, as User Manager has him. */
	public function user($user) {
		if (!is_array($user) || empty($user['id']) || $this->userman === null) {
			return null;
		}
		$uid = (int) $user['id'];
		$said = Permissions::ofUser($this->userman, $uid);
		if (empty($said['view'])) {
			return null;
		}
		$own = self::extensionOf($user);
		$scope = Permissions::scopeOfUser($this->userman, $uid, $own);
		$name = empty($user['displayname']) ? trim(self::part($user, 'fname') . ' ' . self::part($user, 'lname')) : $user['displayname'];
		return $this->identity('user:' . $uid, $name === '' ? self::part($user, 'username') : $name, array_keys(array_filter($said)), array(
			'scope' => $scope === null ? null : self::scope($scope['dids'], $scope['queues'], $scope['ringgroups'], $scope['extensions']),
			'extension' => $own,
			'language' => $this->ofAccount($uid, 'language') ?: $this->locale,
			'zone' => $this->ofAccount($uid, 'timezone'),
		));
	}

	/** A restricted administrator watches over his team's calls; what User Manager says of him comes on top. */
	private function supervisor($uid) {
		$said = $uid === null ? array() : Permissions::ofUser($this->userman, $uid);
		$may = $said + array('view' => true, 'work' => true, 'reopen' => true, 'numbers' => true, 'export' => true, 'settings' => false);
		$may['view'] = true;
		return array_keys(array_filter($may));
	}

	/** The extension range of a restricted administrator; null where he has none. */
	private function range($ampUser) {
		$low = method_exists($ampUser, 'getExtensionLow') ? (string) $ampUser->getExtensionLow() : '';
		$high = method_exists($ampUser, 'getExtensionHigh') ? (string) $ampUser->getExtensionHigh() : '';
		if ($low === '' && $high === '') {
			return null;
		}
		$inRange = array_filter(call_user_func($this->extensions), function ($number) use ($low, $high) {
			return is_numeric($number) && ($low === '' || $number >= $low) && ($high === '' || $number <= $high);
		});
		return self::scope(array(), array(), array(), $inRange);
	}

	private function identity($userId, $name, array $permissions, array $more) {
		$id = Words::name($userId, 64);
		return array(
			'client' => self::CLIENT,
			'userId' => $id,
			'name' => Words::name($name, 100, $id),
			'permissions' => array_values($permissions),
			'scope' => $more['scope'],
			'extension' => $more['extension'],
			'language' => Words::language($more['language']),
			'zone' => Words::zone($more['zone']),
		);
	}

	private static function scope(array $dids, array $queues, array $ringGroups, array $extensions) {
		return array('dids' => $dids, 'queues' => $queues, 'ringGroups' => $ringGroups, 'extensions' => Runs::of($extensions));
	}

	private function userOf($uid) {
		$user = $this->userman->getUserByID($uid);
		return is_array($user) ? $user : array();
	}

	private function ofAccount($uid, $what) {
		return method_exists($this->userman, 'getLocaleSpecificSetting') ? $this->userman->getLocaleSpecificSetting($uid, $what) : null;
	}

	private static function extensionOf(array $user) {
		$own = self::part($user, 'default_extension');
		return $own === '' || $own === 'none' ? null : Words::name($own, 40);
	}

	private static function part(array $user, $name) {
		return isset($user[$name]) && is_scalar($user[$name]) ? (string) $user[$name] : '';
	}
}
