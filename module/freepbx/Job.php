<?php
namespace FreePBX\modules\Smartmissedcalls;

require_once __DIR__ . '/lib/autoload.php';

use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** Every five minutes FreePBX asks whether the daemon runs. */
class Job implements \FreePBX\Job\TaskInterface {
	public static function run(InputInterface $input, OutputInterface $output) {
		\FreePBX::create()->Smartmissedcalls->parts()->life()->watch(time());
		return true;
	}
}
