<?php
// Our own small classes, one a file; FreePBX loads only the classes it knows the names of.
namespace FreePBX\modules\Smartmissedcalls;

spl_autoload_register(function ($class) {
	$prefix = __NAMESPACE__ . '\\';
	if (strncmp($class, $prefix, strlen($prefix)) !== 0) {
		return;
	}
	$name = substr($class, strlen($prefix));
	$file = __DIR__ . '/' . $name . '.php';
	if (preg_match('/^[A-Za-z0-9]+$/', $name) && file_exists($file)) {
		require_once $file;
	}
});
