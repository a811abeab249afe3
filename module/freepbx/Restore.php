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
		$parts->life()->stop();
		$result = $parts->bundle()->run(array('import', $file));
		$parts->life()->start();
		if ($result['code'] !== 0) {
			$this->log(sprintf(_('The missed calls were not restored: %s'), trim($result['err'])));
		}
	}
}
