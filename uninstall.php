<?php
// The daemon goes, the list stays.
if (!defined('FREEPBX_IS_AUTH')) {
	die('No direct script access allowed');
}

// The module first: loading it makes our other classes known.
$parts = \FreePBX::create()->Smartmissedcalls->parts();
return \FreePBX\modules\Smartmissedcalls\Installation::uninstall($parts);
