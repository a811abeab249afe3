<?php
namespace Tests;

/** Keeps an answer and who was told. */
class FileOfBackup {
	private $name;
	private $path;

	public function __construct($name, $path) {
		$this->name = $name;
		$this->path = $path;
	}

	public function getFilename() {
		return $this->name;
	}

	public function getPathTo() {
		return $this->path;
	}
}

class InputOfTests implements \Symfony\Component\Console\Input\InputInterface {
}

class FreepbxClassesTest extends ModuleTestCase {
	public function testABackupBeforeTheSetUpHoldsTheSmallSettingsAlone() {
		require_once getenv('SMC_MODULE') . '/Backup.php';
		$backup = new \FreePBX\modules\Smartmissedcalls\Backup();
		$backup->FreePBX = $this->pbx;
		$backup->runBackup('id', 'transaction');
		$this->assertSame(array('addDependency', 'addConfigs'), array_column($backup->added, 0));
	}

	public function testABackupThatCannotBeMadeFailsAloud() {
		require_once getenv('SMC_MODULE') . '/Backup.php';
		$this->setUpDone();
		file_put_contents($this->state() . '/config.json', 'broken');
		chmod($this->state() . '/config.json', 0600);
		$backup = new \FreePBX\modules\Smartmissedcalls\Backup();
		$backup->FreePBX = $this->pbx;
		$this->expectExceptionMessage('could not be saved');
		$backup->runBackup('id', 'transaction');
	}

	public function testARestoreBeforeTheSetUpSaysWhatToDo() {
		require_once getenv('SMC_MODULE') . '/Backup.php';
		require_once getenv('SMC_MODULE') . '/Restore.php';
		$restore = new \FreePBX\modules\Smartmissedcalls\Restore();
		$restore->FreePBX = $this->pbx;
		$restore->tmpdir = $this->folder;
		$restore->files = array(new FileOfBackup('other.txt', '/x'), new FileOfBackup('smartmissedcalls.ndjson', '/y'));
		$restore->runRestore();
		$this->assertStringContainsString('fwconsole smartmissedcalls setup', $restore->logged[0]);
		$this->assertCount(1, $restore->logged);
		$this->assertSame(array(array('hourly' => 1)), $restore->imported);
		$restore->processLegacy(null, array(), array(), array());
	}

	public function testTheJobWatchesAndIsDone() {
		require_once getenv('SMC_MODULE') . '/Job.php';
		$this->assertTrue(\FreePBX\modules\Smartmissedcalls\Job::run(new InputOfTests(), new Screen()));
	}

	public function testTheCommandOfFwconsoleHasAHelpForEachOfItsWords() {
		require_once getenv('SMC_MODULE') . '/Console/Smartmissedcalls.class.php';
		$command = new \FreePBX\Console\Command\Smartmissedcalls();
		foreach (array('status', 'doctor', 'setup', 'backfill', 'explain', 'capture', 'forget', 'export', 'import', 'settings', 'purge') as $word) {
			$this->assertMatchesRegularExpression("/^$word +\S/m", $command->told['setHelp'][0]);
		}
		$run = new \ReflectionMethod($command, 'execute');
		$run->setAccessible(true);
		$_SERVER['argv'] = array('fwconsole', 'smartmissedcalls', 'nonsense');
		$screen = new Screen();
		$this->assertSame(2, $run->invoke($command, new InputOfTests(), $screen));
		$this->assertStringContainsString('nonsense', $screen->text);
	}
}
