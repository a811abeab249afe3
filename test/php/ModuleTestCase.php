<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls;
use FreePBX\modules\Smartmissedcalls\Parts;
use PHPUnit\Framework\TestCase;

/** A PBX of its own with a folder of its own for each test. */
abstract class ModuleTestCase extends TestCase {
	/** @var Pbx */
	protected $pbx;
	/** @var Smartmissedcalls */
	protected $module;
	protected $folder;

	protected function setUp(): void {
		$this->folder = sys_get_temp_dir() . '/smc-php-' . bin2hex(random_bytes(6));
		mkdir($this->folder . '/var', 0755, true);
		mkdir($this->folder . '/log');
		$this->pbx = new Pbx(array('ASTVARLIBDIR' => $this->folder . '/var', 'ASTLOGDIR' => $this->folder . '/log', 'AMPASTERISKWEBUSER' => 'asterisk'), $this->tables());
		$this->module = new Smartmissedcalls($this->pbx);
		$this->pbx->Smartmissedcalls = $this->module;
		\FreePBX::$made = $this->pbx;
		\FreePBX\Said::$lines = array();
		$this->parts()->wait = function () {
		};
	}

	protected function tearDown(): void {
		exec('rm -rf ' . escapeshellarg($this->folder));
	}

	protected function tables() {
		return array();
	}

	/** @return Parts */
	protected function parts() {
		return $this->module->parts();
	}

	protected function state() {
		return $this->folder . '/var/smartmissedcalls';
	}

	/** A daemon in a process of its own that answers one question with these pieces. */
	protected function answerOnce($socket, $pieces) {
		$server = stream_socket_server('unix://' . $socket);
		$child = pcntl_fork();
		if ($child === 0) {
			$stream = stream_socket_accept($server, 20);
			file_put_contents($socket . '.asked', fread($stream, 65536));
			foreach ($pieces as $piece) {
				for ($sent = 0; $sent < strlen($piece); $sent += $count) {
					$count = (int) fwrite($stream, substr($piece, $sent));
				}
			}
			fclose($stream);
			// Ends without the rest of the test run.
			posix_kill(getmypid(), SIGKILL);
		}
		fclose($server);
		return $child;
	}

	/** As after a set-up. */
	protected function setUpDone() {
		$this->parts()->setup()->prepare();
		file_put_contents($this->state() . '/config.json', '{}');
		file_put_contents($this->state() . '/ready', '1');
	}
}
