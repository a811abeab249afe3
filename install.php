<?php
// First installation and every upgrade, as root (fwconsole) or as the web user (Module Admin); running it again changes nothing.
// FreePBX takes `return false` for "not installed", and shows what out() said.
if (!defined('FREEPBX_IS_AUTH')) {
	die('No direct script access allowed');
}

return \FreePBX\modules\Smartmissedcalls\Installation::install(\FreePBX::create()->Smartmissedcalls->parts());
