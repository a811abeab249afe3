<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What a FreePBX destination such as `ext-queues,400,1` means, in the words of the directory. */
class Places {
	/** Pattern → kind; the first group, where there is one, is the number. */
	private static $kinds = array(
		'/^ext-queues,(\d+),/' => 'queue',
		'/^ext-group,(\d+),/' => 'ring_group',
		'/^ivr-(\d+),/' => 'ivr',
		'/^timeconditions,(\d+),/' => 'time_condition',
		'/^app-announcement-(\d+),/' => 'announcement',
		'/^ext-local,vm[a-z](\d+),/' => 'voicemail',
		'/^(?:app-vmblast|vmblast-grp),(\d+),/' => 'voicemail',
		'/^ext-findmefollow,(?:FM)?(\d+),/' => 'follow_me',
		'/^(?:from-did-direct|ext-local),(\d+),/' => 'extension',
		'/^ext-meetme,(\d+),/' => 'conference',
		'/^(?:app-)?park(?:ing|edcalls)?[a-z-]*,(\d+),/' => 'parking',
		'/^app-blackhole,hangup,/' => 'hangup',
	);

	public static function of($destination) {
		$text = (string) $destination;
		if ($text === '') {
			return null;
		}
		foreach (self::$kinds as $pattern => $kind) {
			if (preg_match($pattern, $text, $found)) {
				return array('kind' => $kind, 'number' => isset($found[1]) ? $found[1] : '');
			}
		}
		return array('kind' => 'other', 'number' => '');
	}
}
