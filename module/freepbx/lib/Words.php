<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Text from outside, made fit to be sent on. */
class Words {
	/** Valid UTF-8 without control characters, at most so many characters; the other text where nothing is left. */
	public static function name($text, $most, $else = '') {
		$valid = mb_convert_encoding((string) $text, 'UTF-8', 'UTF-8');
		$plain = trim((string) preg_replace('/[\x00-\x20\x7f]+/u', ' ', $valid));
		$short = mb_substr($plain, 0, $most, 'UTF-8');
		return $short === '' ? $else : $short;
	}

	/** `de` of `de_DE`, or null. */
	public static function language($locale) {
		return preg_match('/^([a-z]{2,3})(?:[_.@-]|$)/', (string) $locale, $found) ? $found[1] : null;
	}

	/** The IANA zone, or null when PHP knows none of that name. */
	public static function zone($zone) {
		return in_array((string) $zone, \DateTimeZone::listIdentifiers(\DateTimeZone::ALL_WITH_BC), true) ? (string) $zone : null;
	}

	/** For HTML. */
	public static function html($text) {
		return htmlspecialchars((string) $text, ENT_QUOTES, 'UTF-8');
	}
}
