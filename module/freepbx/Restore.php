<?php
namespace FreePBX\modules\Smartmissedcalls;

require_once __DIR__ . '/lib/autoload.php';

use FreePBX\modules\Backup as Base;

/** Brings the list back. Passwords and secrets are this machine's own and stay; a list that is already here stays too. */
class Restore extends Base\RestoreBase {
	public function runRestore() {
		$configs = $this->getConfigs();
		if (is_array($configs) && isset($configs['kvstore'])) {
			$this->importKVStore($configs['kvstore']);
		}
		$parts = $this->FreePBX->Smartmissedcalls->parts();
		foreach ($this->getFiles() as $file) {
			if ($file->getFilename() === Backup::FILE) {
				$this->import($parts, $this->tmpdir . '/files' . $file->getPathTo() . '/' . $file->getFilename());
			}
		}
		$parts->life()->writeDirectory();
	}

	public function processLegacy($pdo, $data, $tables, $unknownTables) {
		// FreePBX 13 and 14 had no backup of ours: fwconsole smartmissedcalls import.
	}

	private function import(Parts $parts, $file) {
		if (!$parts->setup()->isDone()) {
			$this->log(_('Smart Missed Calls is not set up here: run "fwconsole smartmissedcalls setup" and restore again.'));
			return;
		}
		$setup = $parts->setup();
		if ($parts->isRoot()) {
			try {
				$this->log(sprintf(_('The list is that of the backup. The one that was here stands in %s.'), $setup->replaceList($file, $parts->life())));
			} catch (\RuntimeException $failure) {
				$this->log(sprintf(_('The missed calls were not restored: %s'), $failure->getMessage()));
			}
			return;
		}
		$this->asWebUser($parts, $setup, $file);
	}

	/** An empty list takes the backup's at once. One that is not waits for root, since nobody else may take a history away. */
	private function asWebUser(Parts $parts, Setup $setup, $file) {
		$parts->life()->stop();
		$result = $parts->bundle()->run(array('import', $file));
		$parts->life()->start();
		if ($result['code'] !== 0) {
			OwnFile::write($setup->waiting(), (string) OwnFile::read($file));
			$sentence = _('The missed calls of the backup wait for root: fwconsole smartmissedcalls restore');
			$this->log(trim($result['err']) . ' ' . $sentence);
			$parts->freepbx->Notifications->add_warning('smartmissedcalls', 'smc_restore', $sentence, '', '?display=smartmissedcalls', true, true);
		}
	}
}
