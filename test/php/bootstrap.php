<?php
// What every test of PHP starts with: any notice ends the test, and the module is the one out of the package.
set_error_handler(function ($number, $text, $file, $line) {
	if (!(error_reporting() & $number)) {
		return false;
	}
	throw new ErrorException($text, 0, $number, $file, $line);
});
require __DIR__ . '/stubs/framework.php';
require getenv('SMC_MODULE') . '/Smartmissedcalls.class.php';
require __DIR__ . '/stubs/pbx.php';
if (class_exists('PHPUnit\Framework\TestCase')) {
	require __DIR__ . '/ModuleTestCase.php';
}
