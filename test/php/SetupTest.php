<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Bundle;
use FreePBX\modules\Smartmissedcalls\Installation;
use FreePBX\modules\Smartmissedcalls\Parts;
use FreePBX\modules\Smartmissedcalls\RootClient;
use FreePBX\modules\Smartmissedcalls\Terminal;

/** Parts whose program is a shell script of the test's, and who are root or not as the test says. */
class ToldParts extends Parts {
	public $root = false;
	public $script;
	public $node = '/bin/sh';

	public function isRoot() {
		return $this->root;
	}

	public function node() {
		return $this->node;
	}

	public function bundle() {
		return new Bundle('/bin/sh', $this->script, $this->paths()->config());
	}

	public $piped = array();

	public function setup() {
		return new PipelessSetup($this, new Bundle('/bin/sh', $this->script, $this->paths()->config()));
	}
}

/** Keeps the statements that root would have run. */
class PipelessSetup extends \FreePBX\modules\Smartmissedcalls\Setup {
	private $told;

	public function __construct(ToldParts $told, Bundle $bundle) {
		parent::__construct($bundle, $told->paths(), $told->databases(), null);
		$this->told = $told;
	}

	protected function pipe($sql) {
		$this->told->piped[] = trim($sql);
	}
}

class SetupTest extends ModuleTestCase {
	/** @var ToldParts */
	private $parts;
	private $screen;

	protected function setUp(): void {
		parent::setUp();
		$this->parts = new ToldParts($this->pbx, $this->module, $this->folder . '/module');
		$this->screen = new Screen();
		mkdir($this->folder . '/module/assets', 0755, true);
		\FreePBX::$jobs = new JobsOfTests();
		$this->program('[ "$2" = --check ] && exit 0; echo "$@" >> $LOG; cat >> $LOG; [ "$1" = setup ] && echo "CREATE DATABASE x;"; touch ' . escapeshellarg($this->folder) . '/ran; exit 0');
	}

	/** The program does this; what it was told stands in the log. */
	private function program($does) {
		$this->parts->script = $this->folder . '/program.sh';
		file_put_contents($this->parts->script, 'LOG=' . escapeshellarg($this->folder . '/program.log') . "\n" . $does . "\n");
	}

	private function told() {
		return (string) @file_get_contents($this->folder . '/program.log');
	}

	private function terminal($answer = '') {
		return new Terminal($this->parts, $this->screen, function () use ($answer) {
			return $answer;
		});
	}

	public function testAnAccountIsHandedInByStandardInputAndKeptNowhere() {
		$this->parts->setup()->withAccount('dba', 'geheim"$(id)');
		$lines = explode("\n", $this->told());
		$this->assertSame('setup', $lines[0]);
		$told = json_decode(preg_replace('/migrate$/', '', $lines[1]), true);
		$this->assertSame(array('dba', 'geheim"$(id)'), array($told['admin']['user'], $told['admin']['password']));
		$this->assertSame($this->state(), $told['folder']);
		$this->assertStringContainsString('migrate', $this->told());
		$this->assertTrue(is_file($this->state() . '/ready'));
		unlink($this->folder . '/program.log');
		exec('grep -rl geheim ' . escapeshellarg($this->folder . '/var'), $found);
		$this->assertSame(array(), $found);
	}

	public function testTheProgramIsToldOfChannelEventsThatLieApart() {
		$this->pbx->Config->all['CDRDBNAME'] = 'calls';
		$this->pbx->Config->all['CELDBNAME'] = 'events';
		$this->parts->setup()->sql();
		$told = json_decode(explode("\n", $this->told())[1], true);
		$this->assertSame(array('calls', 'events'), array($told['pbx']['database'], $told['pbx']['cel_database']));
	}

	public function testTheProgramsOwnSentenceIsWhatTheUserReads() {
		$this->program('echo "MariaDB does not let the account dba in." >&2; exit 1');
		$this->expectExceptionMessage('MariaDB does not let the account dba in.');
		$this->parts->setup()->withAccount('dba', 'wrong');
	}

	public function testTheStatementsAreThoseOfTheProgram() {
		$this->assertSame("CREATE DATABASE x;\n", $this->parts->setup()->sql());
		$this->assertStringContainsString('setup --sql', $this->told());
	}

	public function testAnInstallationByTheWebUserLeavesOneStep() {
		file_put_contents($this->folder . '/node', "#!/bin/sh\necho v8.11.3\n");
		chmod($this->folder . '/node', 0755);
		$this->parts->node = $this->folder . '/node';
		$this->assertTrue(Installation::install($this->parts));
		$this->assertTrue(Installation::install($this->parts));
		$this->assertStringContainsString('fwconsole smartmissedcalls setup', implode("\n", \FreePBX\Said::$lines));
		$this->assertSame(0750, fileperms($this->state()) & 0777);
		$this->assertSame(array('smartmissedcalls', 'watch', 'FreePBX\modules\Smartmissedcalls\Job', '*/5 * * * *'), array_slice(\FreePBX::$jobs->added[0], 0, 4));
		$this->assertTrue($this->pbx->Ucp->settings['generated']);
		$this->assertSame(array(), $this->pbx->Pm2->did);
	}

	public function testWithoutNodeNothingIsInstalled() {
		$this->parts->node = null;
		$this->assertFalse(Installation::install($this->parts));
		$this->assertStringContainsString('nodejs', \FreePBX\Said::$lines[0]);
		$this->assertDirectoryDoesNotExist($this->state());
	}

	private function oldVersionRuns() {
		$this->setUpDone();
		$this->pbx->Pm2->start('smartmissedcalls', 'old run');
		$this->pbx->Pm2->did = array();
		file_put_contents($this->folder . '/node', "#!/bin/sh\necho v18.19.0\n");
		chmod($this->folder . '/node', 0755);
		$this->parts->node = $this->folder . '/node';
	}

	public function testAnUpgradeBringsTheTablesUpToDateAndStartsAnew() {
		$this->oldVersionRuns();
		$this->assertTrue(Installation::install($this->parts));
		$this->assertStringContainsString('migrate', $this->told());
		$this->assertSame(array('start'), array_column($this->pbx->Pm2->did, 0));
	}

	public function testAFailedMigrationLeavesTheOldVersionRunning() {
		$this->oldVersionRuns();
		$this->program('[ "$2" = --check ] && exit 0; echo "The database has a newer schema." >&2; exit 1');
		$this->assertFalse(Installation::install($this->parts));
		$this->assertSame(array(), $this->pbx->Pm2->did);
		$this->assertStringContainsString('The database has a newer schema.', implode("\n", \FreePBX\Said::$lines));
	}

	public function testAnUpgradeThatNeedsRightsAsksForThemAndLeavesTheOldVersionRunning() {
		$this->oldVersionRuns();
		$this->program('[ "$2" = --check ] && { echo "The account lacks its rights on smc_new." >&2; exit 1; }; echo "$@" >> $LOG; exit 0');
		$this->assertTrue(Installation::install($this->parts));
		$this->assertSame(array(), $this->pbx->Pm2->did);
		$this->assertStringNotContainsString('migrate', $this->told());
		$this->assertStringContainsString('fwconsole smartmissedcalls setup', implode("\n", \FreePBX\Said::$lines));
		$this->assertFalse($this->parts->setup()->isDone());
		$this->assertTrue($this->parts->setup()->isOld());
		try {
			$this->parts->setup()->finish();
			$this->fail('it is not finished');
		} catch (\RuntimeException $failure) {
			$this->assertSame('The account lacks its rights on smc_new.', $failure->getMessage());
		}
		$this->assertFalse($this->parts->setup()->isDone());
		$this->program('exit 0');
		$this->parts->setup()->finish();
		$this->assertTrue($this->parts->setup()->isDone());
	}

	public function testUninstallingKeepsTheList() {
		$this->oldVersionRuns();
		$this->assertTrue(Installation::uninstall($this->parts));
		$this->assertArrayNotHasKey('smartmissedcalls', $this->pbx->Pm2->running);
		$this->assertFileExists($this->state() . '/config.json');
		$this->assertSame(array('smartmissedcalls'), \FreePBX::$jobs->removed);
		$this->assertStringContainsString('The list is kept', implode("\n", \FreePBX\Said::$lines));
	}

	public function testUninstallingAfterAPurgePromisesNothing() {
		$this->assertTrue(Installation::uninstall($this->parts));
		$this->assertStringNotContainsString('kept', implode("\n", \FreePBX\Said::$lines));
	}

	public function testTheTerminalPassesOnWhatIsTheProgramsOwn() {
		$this->program('echo "$@" > $LOG; exit 1');
		$this->assertSame(1, $this->terminal()->run(array('explain', '1700000000.1', '--json', "a'b")));
		$this->assertSame("explain 1700000000.1 --json a'b\n", $this->told());
		$this->assertSame(1, $this->terminal()->run(array('help', 'explain')));
		$this->assertSame("explain --help\n", $this->told());
	}

	public function testTheTerminalSaysWhatItDoesNotKnow() {
		$this->assertSame(2, $this->terminal()->run(array('<error>x')));
		$this->assertStringContainsString('\\<error>x', $this->screen->text);
	}

	public function testSetUpAndPurgeAreRootsAlone() {
		$this->assertSame(1, $this->terminal()->run(array('setup')));
		$this->assertSame(1, $this->terminal('purge')->run(array('purge', '--yes')));
		$this->assertFileDoesNotExist($this->folder . '/ran');
	}

	public function testPurgeAsksByName() {
		$this->setUpDone();
		$this->parts->root = true;
		foreach (array('', 'yes', 'y', false, null) as $answer) {
			$this->assertSame(1, $this->terminal($answer)->run(array('purge')));
		}
		$this->assertFileExists($this->state() . '/config.json');
		$this->assertFileDoesNotExist($this->folder . '/ran');
	}

	public function testABackupsListTakesThePlaceOfOursWhichIsKept() {
		$this->oldVersionRuns();
		$this->parts->root = true;
		file_put_contents($this->folder . '/backup.ndjson', 'theirs');
		$this->program('[ "$2" = --check ] && exit 0; [ "$1" = export ] && echo ours > "$2"; [ "$3" = --empty ] && echo "DROP DATABASE x;"; [ "$3" = "" ] && [ "$2" = --sql ] && echo "CREATE DATABASE x;"; echo "$1" >> $LOG; exit 0');
		$this->pbx->Notifications->add_warning('smartmissedcalls', 'smc_restore', 'The missed calls of the backup wait');
		$this->assertSame(0, $this->terminal('restore')->run(array('restore', $this->folder . '/backup.ndjson')));
		$this->assertSame(array(), $this->pbx->Notifications->shown);
		$this->assertSame("export\nsetup\nsetup\nmigrate\nimport\n", $this->told());
		$this->assertSame(array('DROP DATABASE x;', 'CREATE DATABASE x;'), $this->parts->piped);
		$this->assertSame("ours\n", file_get_contents(glob($this->state() . '/before-restore-*.ndjson')[0]));
		$this->assertSame('online', $this->pbx->Pm2->running['smartmissedcalls']['pm2_env']['status']);
	}

	public function testABackupThatIsNoneLeavesOurListAsItWas() {
		$this->oldVersionRuns();
		$this->parts->root = true;
		file_put_contents($this->folder . '/backup.ndjson', 'broken');
		$this->program('[ "$2" = --check ] && exit 0; echo "$1 $2" >> $LOG; case "$1$2" in import*backup*) echo "It is broken." >&2; exit 1;; esac; exit 0');
		$this->assertSame(1, $this->terminal()->run(array('restore', $this->folder . '/backup.ndjson', '--yes')));
		$this->assertStringContainsString('It is broken.', $this->screen->text);
		$this->assertMatchesRegularExpression('#import .*before-restore-[0-9-]+\.ndjson\n$#', $this->told());
		$this->assertSame('online', $this->pbx->Pm2->running['smartmissedcalls']['pm2_env']['status']);
	}

	public function testRootOfThisMachineIsNobodyOnAnother() {
		$this->assertStringEndsWith(" --batch --socket='/x y.sock'", RootClient::line(array('socketPath' => '/x y.sock')));
		$this->assertStringEndsWith(' --batch', RootClient::line(array('host' => '127.0.0.1', 'port' => 3306)));
		$this->expectExceptionMessage('The database is on another machine (db.example)');
		RootClient::run(array('host' => 'db.example', 'port' => 3306), 'DROP DATABASE x;');
	}

	public function testAnotherListIsRootsAloneToTake() {
		$this->assertSame(1, $this->terminal()->run(array('restore', '/etc/passwd', '--yes')));
		$this->parts->root = true;
		$this->assertSame(1, $this->terminal()->run(array('restore', $this->folder . '/none')));
		$this->assertSame(1, $this->terminal('no')->run(array('restore', __FILE__)));
		$this->assertFileDoesNotExist($this->folder . '/program.log');
	}

	public function testStatusSaysWhetherItRuns() {
		$this->parts->node = null;
		$this->assertSame(1, $this->terminal()->run(array()));
		$this->assertStringContainsString('Not set up yet', $this->screen->text);
		$this->assertStringContainsString('Node.js is missing', $this->screen->text);
	}
}

class JobsOfTests {
	public $added = array();
	public $removed = array();

	public function addClass($modulename, $jobname, $class, $schedule, $max_runtime = 30, $enabled = true, $execution_order = 100) {
		$this->added[] = func_get_args();
	}

	public function removeAllByModule($modulename) {
		$this->removed[] = $modulename;
	}
}
