<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Keeps the daemon's log from growing for ever; pm2 does not. */
class Logs {
	const LARGEST = 5242880;
	const KEPT = 3;

	/** Moves what has grown too large aside; true when pm2 must open its logs anew. */
	public static function rotate($folder) {
		$isMoved = false;
		foreach (array('_out.log', '_err.log') as $ending) {
			$file = rtrim($folder, '/') . '/' . Pm2App::NAME . $ending;
			clearstatcache(true, $file);
			if (!is_file($file) || filesize($file) < self::LARGEST) {
				continue;
			}
			for ($number = self::KEPT - 1; $number >= 1; $number--) {
				if (is_file("$file.$number")) {
					@rename("$file.$number", $file . '.' . ($number + 1));
				}
			}
			$isMoved = @rename($file, "$file.1") || $isMoved;
		}
		return $isMoved;
	}
}
