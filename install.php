<?php
// First installation and every upgrade, as root (fwconsole) or as the web user (Module Admin); running it again changes nothing.
// FreePBX takes `return false` for "not installed", and shows what out() said.
if (!defined('FREEPBX_IS_AUTH')) {
	die('No direct script access allowed');
}

// The module first: loading it makes our other classes known.
$parts = \FreePBX::create()->Smartmissedcalls->parts();
return \FreePBX\modules\Smartmissedcalls\Installation::install($parts);
