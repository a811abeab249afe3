<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Files that nobody but the PBX's own account may read. */
class OwnFile {
	/** Makes a folder of 0750 where it is missing. Throws RuntimeException with a sentence. */
	public static function folder($folder) {
		if (!is_dir($folder) && !@mkdir($folder, 0750, true) && !is_dir($folder)) {
			throw new \RuntimeException(sprintf(_('The folder %s cannot be made: check who owns the folder above it.'), $folder));
		}
		@chmod($folder, 0750);
	}

	/** Writes a file of 0600 in one step, so that nobody reads half of it. Throws RuntimeException with a sentence. */
	public static function write($file, $text) {
		$draft = @tempnam(dirname($file), '.draft');
		$isWritten = $draft !== false && dirname($draft) === dirname($file) && @chmod($draft, 0600)
			&& @file_put_contents($draft, $text) === strlen($text) && @rename($draft, $file);
		if (!$isWritten) {
			if ($draft !== false) {
				@unlink($draft);
			}
			throw new \RuntimeException(sprintf(_('%s cannot be written: check who owns its folder and whether the disk is full.'), $file));
		}
	}

	/** The text of a file, or null. */
	public static function read($file) {
		$text = is_file($file) ? @file_get_contents($file) : false;
		return $text === false ? null : $text;
	}

	/** Removes a folder with all that is in it; a link goes, and what it leads to stays. */
	public static function remove($folder) {
		if (!is_dir($folder)) {
			return;
		}
		foreach (array_diff(scandir($folder), array('.', '..')) as $name) {
			$path = $folder . '/' . $name;
			if (is_dir($path) && !is_link($path)) {
				self::remove($path);
			} else {
				@unlink($path);
			}
		}
		@rmdir($folder);
	}
}
