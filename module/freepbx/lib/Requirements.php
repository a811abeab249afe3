<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What nothing works without. */
class Requirements {
	/** What is missing on this machine, a sentence each that says what to do. */
	public static function missing(Parts $parts) {
		$faults = array(NodeProgram::fault($parts->node()), $parts->databases()->fault());
		if ($parts->module('Pm2') === null) {
			$faults[] = _('The module PM2 is missing: install it in Module Admin.');
		}
		return array_values(array_filter($faults));
	}
}
