<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What the doctor finds, among the PBX's own notifications; each goes when it is mended. */
class Notices {
	const MODULE = 'smartmissedcalls';
	/** Columns of FreePBX 14 to 16 hold no more. */
	const ID_LENGTH = 24;
	const TEXT_LENGTH = 250;

	private $notifications;

	public function __construct($notifications) {
		$this->notifications = $notifications;
	}

	/** Shows these findings, as `doctor --json` prints them, and takes back those of $shown that are no more. Gives the ids shown now. */
	public function show(array $findings, array $shown) {
		$now = array();
		foreach ($findings as $finding) {
			$severity = self::part($finding, 'severity');
			if ($severity !== 'broken' && $severity !== 'warning') {
				continue;
			}
			$id = self::id(self::part($finding, 'code'));
			$now[] = $id;
			$add = $severity === 'broken' ? 'add_error' : 'add_warning';
			$text = Words::html(Words::name(self::part($finding, 'text'), self::TEXT_LENGTH));
			$more = Words::html(self::part($finding, 'what_to_do'));
			$this->notifications->$add(self::MODULE, $id, $text, $more, '?display=smartmissedcalls', true, true);
		}
		foreach (array_diff($shown, $now) as $gone) {
			$this->notifications->delete(self::MODULE, $gone);
		}
		return array_values(array_unique($now));
	}

	public static function id($code) {
		return substr('smc_' . substr(md5($code), 0, 16), 0, self::ID_LENGTH);
	}

	private static function part($finding, $name) {
		return is_array($finding) && isset($finding[$name]) && is_string($finding[$name]) ? $finding[$name] : '';
	}
}
