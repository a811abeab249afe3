<?php
// The daemon goes, the list stays: `fwconsole smartmissedcalls purge` drops it, before the module is removed.
if (!defined('FREEPBX_IS_AUTH')) {
	die('No direct script access allowed');
}

return \FreePBX\modules\Smartmissedcalls\Installation::uninstall(\FreePBX::create()->Smartmissedcalls->parts());
