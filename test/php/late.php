<?php
// As FreePBX does it: the console's file and uninstall.php are loaded alone, and the module only when somebody asks FreePBX for it.
require __DIR__ . '/stubs/framework.php';

class LatePbx {
	public function __get($name) {
		require_once getenv('SMC_MODULE') . '/Smartmissedcalls.class.php';
		require_once __DIR__ . '/stubs/pbx.php';
		$state = sys_get_temp_dir() . '/smc-console-none';
		return new FreePBX\modules\Smartmissedcalls(new Tests\Pbx(array('ASTVARLIBDIR' => $state, 'ASTLOGDIR' => $state, 'AMPASTERISKWEBUSER' => 'asterisk'), array()));
	}
}

class PlainScreen implements Symfony\Component\Console\Output\OutputInterface {
	public function writeln($messages, $options = 0) {
		echo $messages, "\n";
	}

	public function write($messages, $newline = false, $options = 0) {
		echo $messages;
	}
}

class NoInput implements Symfony\Component\Console\Input\InputInterface {
}

class NoJobs {
	public function removeAllByModule($module) {
	}
}

FreePBX::$made = new LatePbx();
FreePBX::$jobs = new NoJobs();
if ($argv[1] === 'uninstall') {
	$said = include getenv('SMC_MODULE') . '/uninstall.php';
	echo implode("\n", FreePBX\Said::$lines);
	exit($said === true ? 0 : 1);
}
require getenv('SMC_MODULE') . '/Console/Smartmissedcalls.class.php';
$_SERVER['argv'] = array('fwconsole', 'smartmissedcalls', 'nonsense');
$execute = new ReflectionMethod('FreePBX\Console\Command\Smartmissedcalls', 'execute');
$execute->setAccessible(true);
exit($execute->invoke(new FreePBX\Console\Command\Smartmissedcalls(), new NoInput(), new PlainScreen()));
