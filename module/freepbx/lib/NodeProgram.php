<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The Node.js of this machine. */
class NodeProgram {
	private static $folders = array('/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/opt/node/bin');

	/** Its path, or null. */
	public static function find(array $folders = array()) {
		foreach (array_merge($folders, explode(':', (string) getenv('PATH')), self::$folders) as $folder) {
			$file = rtrim($folder, '/') . '/node';
			if ($folder !== '' && is_file($file) && is_executable($file)) {
				return $file;
			}
		}
		return null;
	}

	/** What is wrong with it, as a sentence that says what to do; null where it will do. */
	public static function fault($node) {
		if ($node === null) {
			return _('Node.js is missing: install the package nodejs (8.11 or newer), then install this module again.');
		}
		$version = trim((string) @shell_exec(escapeshellarg($node) . ' --version 2>/dev/null'));
		return self::faultOfVersion($version);
	}

	/** The same for the text that `node --version` prints. */
	public static function faultOfVersion($version) {
		if (!preg_match('/^v(\d+)\.(\d+)\./', $version, $found)) {
			return _('Node.js does not start: run "node --version" as root to see why.');
		}
		$isEnough = (int) $found[1] > 8 || ((int) $found[1] === 8 && (int) $found[2] >= 11);
		return $isEnough ? null : sprintf(_('Node.js %s is too old: version 8.11 or newer is needed.'), substr($version, 1));
	}
}
