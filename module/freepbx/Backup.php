<?php
namespace FreePBX\modules\Smartmissedcalls;

require_once __DIR__ . '/lib/autoload.php';

use FreePBX\modules\Backup as Base;

/** What a backup of the PBX takes along: the list with everything that happened to it, and the small settings of the module. */
class Backup extends Base\BackupBase {
	const FILE = 'smartmissedcalls.ndjson';

	public function runBackup($id, $transaction) {
		$parts = $this->FreePBX->Smartmissedcalls->parts();
		$this->addDependency('userman');
		$this->addConfigs(array('kvstore' => $this->dumpKVStore()));
		if (!$parts->setup()->isDone()) {
			return;
		}
		$folder = sys_get_temp_dir() . '/smartmissedcalls-' . Secret::random(8);
		OwnFile::folder($folder);
		$file = $folder . '/' . self::FILE;
		$result = $parts->bundle()->run(array('export', $file));
		if ($result['code'] !== 0) {
			throw new \RuntimeException(sprintf(_('Smart Missed Calls could not be saved: %s'), trim($result['err'])));
		}
		$this->addFile(self::FILE, $folder, '', 'export');
		$this->addGarbage($folder);
	}
}
