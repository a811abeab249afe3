<?php
namespace FreePBX\modules\Smartmissedcalls;

/** MariaDB's own client, run by root of this machine, whom the server lets in by its socket or by /root/.my.cnf. */
class RootClient {
	/** Runs statements on standard input: they hold passwords. Throws RuntimeException with a sentence. */
	public static function run(array $server, $sql) {
		$files = array(tmpfile(), array('file', '/dev/null', 'w'), tmpfile());
		fwrite($files[0], $sql);
		rewind($files[0]);
		$process = proc_open(self::line($server), $files, $pipes);
		$code = is_resource($process) ? proc_close($process) : 127;
		rewind($files[2]);
		$why = trim((string) stream_get_contents($files[2]));
		if ($code !== 0) {
			throw new \RuntimeException(sprintf(
				_('MariaDB did not let root in (%s): give the account of an administrator in the page, or put it into /root/.my.cnf.'),
				$why === '' ? 'exit ' . $code : Words::name($why, 200)
			));
		}
	}

	/** The command for this server; root of this machine is nobody on another. */
	public static function line(array $server) {
		if (isset($server['host']) && !in_array($server['host'], array('localhost', '127.0.0.1', '::1'), true)) {
			throw new \RuntimeException(sprintf(
				_('The database is on another machine (%s): give the account of its administrator in the page.'),
				Words::name($server['host'], 100)
			));
		}
		$client = is_executable('/usr/bin/mariadb') ? '/usr/bin/mariadb' : 'mysql';
		$socket = isset($server['socketPath']) ? ' --socket=' . escapeshellarg($server['socketPath']) : '';
		return 'exec ' . $client . ' --batch' . $socket;
	}
}
