<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Where the PBX keeps its call records, by its own settings with their fallbacks: what is empty is as for the PBX's own database. */
class Databases {
	private $get;

	/** $get is a function: name of a setting (AMPDBHOST, CDRDBHOST …) → its value. */
	public function __construct($get) {
		$this->get = $get;
	}

	/** What the daemon's setup is told of the PBX. */
	public function pbx() {
		$calls = $this->first(array('CDRDBNAME'), 'asteriskcdrdb');
		$events = $this->first(array('CELDBNAME'), $calls);
		return array(
			'database' => $calls,
			'cel_database' => $events === $calls ? null : $events,
			'cdr_table' => $this->first(array('CDRDBTABLENAME'), 'cdr'),
			'cel_table' => $this->first(array('CELDBTABLENAME'), 'cel'),
			'queue_log' => rtrim($this->first(array('ASTLOGDIR'), '/var/log/asterisk'), '/') . '/queue_log',
			'asterisk_config' => $this->first(array('ASTETCDIR'), '/etc/asterisk'),
		);
	}

	/** Host, or socket, and port of the server that holds them. */
	public function server() {
		$host = $this->first(array('CDRDBHOST', 'AMPDBHOST'), 'localhost');
		$port = $this->first(array('CDRDBPORT', 'AMPDBPORT'), '');
		if (preg_match('/^(.+):(\d+)$/', $host, $found)) {
			list(, $host, $port) = $found;
		}
		if ($host === 'localhost' || $host === '') {
			$socket = $this->first(array('CDRDBSOCK', 'AMPDBSOCK'), self::socket());
			if ($socket !== '') {
				return array('socketPath' => $socket);
			}
			$host = '127.0.0.1';
		}
		return array('host' => $host, 'port' => $port === '' ? 3306 : (int) $port);
	}

	/** Why the daemon could not read these records at all, as a sentence; null where it can. */
	public function fault() {
		$type = strtolower($this->first(array('CDRDBTYPE', 'AMPDBENGINE'), 'mysql'));
		return in_array($type, array('mysql', 'mysqli', 'mariadb'), true)
			? null
			: sprintf(_('The call records are kept in %s: only MySQL and MariaDB can be read.'), $type);
	}

	private static function socket() {
		foreach (array('/run/mysqld/mysqld.sock', '/var/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock') as $file) {
			if (file_exists($file)) {
				return $file;
			}
		}
		return '';
	}

	private function first(array $names, $else) {
		foreach ($names as $name) {
			$value = (string) call_user_func($this->get, $name);
			if ($value !== '') {
				return $value;
			}
		}
		return $else;
	}
}
