<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The secret that PHP and daemon share: whoever knows it may say who asks. */
class Secret {
	const BYTES = 32;

	/** The secret in this file, or null where there is none yet. */
	public static function read($file) {
		$text = OwnFile::read($file);
		$secret = $text === null ? '' : trim($text);
		return strlen($secret) < self::BYTES ? null : $secret;
	}

	/** The secret in this file, made first where it is missing. */
	public static function ensure($file) {
		$secret = self::read($file);
		if ($secret === null) {
			$secret = self::random(self::BYTES);
			OwnFile::write($file, $secret . "\n");
		}
		return $secret;
	}

	/** So many random bytes as hex; PHP 5.6 has no random_bytes(). */
	public static function random($bytes) {
		$isStrong = false;
		$random = function_exists('random_bytes') ? random_bytes($bytes) : openssl_random_pseudo_bytes($bytes, $isStrong);
		if (strlen((string) $random) !== $bytes) {
			throw new \RuntimeException(_('This machine has no random numbers to make a secret of.'));
		}
		return bin2hex($random);
	}
}
