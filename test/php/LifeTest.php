<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Databases;
use FreePBX\modules\Smartmissedcalls\Logs;
use FreePBX\modules\Smartmissedcalls\NodeProgram;
use FreePBX\modules\Smartmissedcalls\Notices;

class LifeTest extends ModuleTestCase {
	public function testADaemonThatWasJustStartedIsGivenTimeToOpenItsSocket() {
		$this->setUpDone();
		$socket = $this->parts()->paths()->socket();
		$children = array();
		$waits = 0;
		$this->parts()->wait = function () use ($socket, &$children, &$waits) {
			if (++$waits === 3) {
				$children[] = $this->answerOnce($socket, array("HTTP/1.1 200 OK\r\n\r\n"));
			}
		};
		$screen = new Screen();
		$this->assertSame(0, (new \FreePBX\modules\Smartmissedcalls\Terminal($this->parts(), $screen))->run(array('status')));
		$this->assertStringContainsString('Smart Missed Calls is running.', $screen->text);
		$this->assertSame(3, $waits);
		pcntl_waitpid($children[0], $status);
	}

	public function testAStartIsOverOnceTheSocketIsOpen() {
		$this->setUpDone();
		$socket = $this->parts()->paths()->socket();
		$child = null;
		$this->parts()->wait = function () use ($socket, &$child) {
			$child = $child === null ? $this->answerOnce($socket, array("HTTP/1.1 200 OK\r\n\r\n")) : $child;
		};
		$this->assertSame(4711, $this->parts()->life()->start());
		pcntl_waitpid($child, $status);
		$this->assertStringStartsWith('GET /health', file_get_contents($socket . '.asked'));
	}

	public function testOneThatStaysAwayIsWaitedForFiveSecondsAndNoLonger() {
		$this->setUpDone();
		$waited = 0;
		$this->parts()->wait = function ($micros) use (&$waited) {
			$waited += $micros;
		};
		$screen = new Screen();
		$this->assertSame(1, (new \FreePBX\modules\Smartmissedcalls\Terminal($this->parts(), $screen))->run(array('status')));
		$this->assertStringContainsString('does not answer', $screen->text);
		$this->assertGreaterThan(4000000, $waited);
		$this->assertLessThanOrEqual(5000000, $waited);
		// A page asks once.
		$waited = 0;
		$this->parts()->life()->state();
		$this->assertSame(0, $waited);
	}

	public function testNothingStartsBeforeItIsSetUp() {
		$screen = new Screen();
		$this->assertNull($this->module->startFreepbx($screen));
		$this->assertStringContainsString('fwconsole smartmissedcalls setup', $screen->text);
		$this->assertSame(array(), $this->pbx->Pm2->did);
	}

	public function testFreepbxStartsItOnceAndStopsIt() {
		$this->setUpDone();
		$this->assertSame(4711, $this->module->startFreepbx());
		$this->assertSame(4711, $this->module->startFreepbx());
		$starts = array_filter($this->pbx->Pm2->did, function ($did) {
			return $did[0] === 'start';
		});
		$this->assertCount(1, $starts);
		$this->assertStringEndsWith('/node/smartmissedcalls.js run', $starts[0][1]);
		$this->assertSame(array('SMC_CONFIG' => $this->state() . '/config.json', 'MALLOC_ARENA_MAX' => '1'), $starts[0][2]);
		$this->assertTrue($this->module->stopFreepbx());
		$last = end($this->pbx->Pm2->did);
		$this->assertSame('stop', $last[0]);
	}

	public function testWithoutPm2ItSaysSo() {
		$this->setUpDone();
		$this->pbx->Modules->missing[] = 'pm2';
		$screen = new Screen();
		$this->assertFalse($this->module->startFreepbx($screen));
		$this->assertStringContainsString('did not start', $screen->text);
		$this->assertFalse($this->module->stopFreepbx());
	}

	public function testDisableStopsAndEnableStarts() {
		$this->setUpDone();
		$this->assertSame(4711, $this->module->enable());
		$this->assertTrue($this->module->disable());
		$this->assertNull($this->pbx->Pm2->running['smartmissedcalls']['pm2_env']['status'] === 'online' ? 1 : null);
	}

	public function testSecretsStayClosedWhateverChownDoes() {
		$this->assertSame(array(), $this->module->chownFreepbx());
		$this->setUpDone();
		file_put_contents($this->state() . '/channels.json', '{}');
		symlink('/etc/passwd', $this->state() . '/elsewhere');
		$modes = array();
		foreach ($this->module->chownFreepbx() as $one) {
			$modes[basename($one['path'])] = array($one['type'], $one['perms']);
		}
		$this->assertEquals(array('smartmissedcalls' => array('dir', 0750), 'run' => array('dir', 0750), 'channels.json' => array('file', 0600), 'config.json' => array('file', 0600), 'secret' => array('file', 0600), 'ready' => array('file', 0600)), $modes);
	}

	public function testTheDashboardSaysWhatIsTheMatter() {
		$this->assertSame('warning', $this->module->dashboardService()[0]['type']);
		$this->setUpDone();
		$line = $this->module->dashboardService()[0];
		$this->assertSame(array('error', 999, 'glyph-error'), array($line['type'], $line['order'], $line['glyph-class']));
		$this->pbx->Modules->missing[] = 'dashboard';
		$this->assertSame(array(), $this->module->dashboardService());
	}

	public function testTheWatchStartsWhatIsDown() {
		$this->setUpDone();
		$this->module->setConfig('hourly', 1000);
		$this->parts()->life()->watch(1300);
		$this->assertArrayHasKey('smartmissedcalls', $this->pbx->Pm2->running);
	}

	public function testNamesAreWrittenAtReload() {
		$this->module->postReload();
		$this->assertFileDoesNotExist($this->state() . '/directory.json');
		$this->setUpDone();
		$this->module->postReload();
		$this->assertFileExists($this->state() . '/directory.json');
	}

	public function testFindingsComeAndGo() {
		$notices = new Notices($this->pbx->Notifications);
		$finding = array('code' => 'cel_off', 'severity' => 'broken', 'text' => 'CEL is off <b>', 'what_to_do' => 'Switch it on');
		$shown = $notices->show(array($finding, array('code' => 'x', 'severity' => 'note', 'text' => 'n'), 'nonsense', null), array());
		$this->assertCount(1, $shown);
		$this->assertLessThanOrEqual(24, strlen($shown[0]));
		$this->assertSame(array('error', 'CEL is off &lt;b&gt;', 'Switch it on'), $this->pbx->Notifications->shown[$shown[0]]);
		$this->assertSame(array(), $notices->show(array(), $shown));
		$this->assertSame(array(), $this->pbx->Notifications->shown);
	}

	public function testALogThatGrewIsMovedAside() {
		$log = $this->folder . '/log/smartmissedcalls_err.log';
		file_put_contents($log, 'small');
		$this->assertFalse(Logs::rotate($this->folder . '/log'));
		for ($round = 0; $round < 5; $round++) {
			$file = fopen($log, 'w');
			ftruncate($file, Logs::LARGEST + $round);
			fclose($file);
			$this->assertTrue(Logs::rotate($this->folder . '/log'));
		}
		$this->assertSame(array('smartmissedcalls_err.log.1', 'smartmissedcalls_err.log.2', 'smartmissedcalls_err.log.3'), array_values(array_diff(scandir($this->folder . '/log'), array('.', '..'))));
	}

	/** @dataProvider versions */
	public function testANodeThatIsTooOldIsNamed($version, $says) {
		$fault = NodeProgram::faultOfVersion($version);
		$says === null ? $this->assertNull($fault) : $this->assertStringContainsString($says, $fault);
	}

	public function versions() {
		return array(array('v8.11.3', null), array('v18.19.0', null), array('v22.1.0', null), array('v8.10.0', '8.10.0 is too old'), array('v6.17.1', 'too old'), array('v0.10.48', 'too old'), array('', 'does not start'), array('bash: node: not found', 'does not start'));
	}

	public function testWithoutNodeItSaysWhatToInstall() {
		$this->assertStringContainsString('nodejs', NodeProgram::fault(null));
	}

	public function testTheRecordsAreWhereThePbxSays() {
		$of = function (array $settings) {
			return new Databases(function ($name) use ($settings) {
				return isset($settings[$name]) ? $settings[$name] : '';
			});
		};
		$this->assertSame(array('host' => 'db.example', 'port' => 3307), $of(array('AMPDBHOST' => 'db.example:3307'))->server());
		$this->assertSame(array('host' => '10.0.0.9', 'port' => 3306), $of(array('AMPDBHOST' => 'localhost', 'CDRDBHOST' => '10.0.0.9'))->server());
		$this->assertSame(array('socketPath' => '/x.sock'), $of(array('AMPDBSOCK' => '/x.sock'))->server());
		$this->assertSame('calls', $of(array('CDRDBNAME' => 'calls'))->pbx()['database']);
		$this->assertNull($of(array('CDRDBNAME' => 'calls', 'CELDBNAME' => 'calls'))->pbx()['cel_database']);
		$this->assertSame('events', $of(array('CELDBNAME' => 'events'))->pbx()['cel_database']);
		$this->assertSame('asteriskcdrdb', $of(array())->pbx()['database']);
		$this->assertNull($of(array('CDRDBTYPE' => ''))->fault());
		$this->assertStringContainsString('postgres', $of(array('CDRDBTYPE' => 'postgres'))->fault());
	}
}
