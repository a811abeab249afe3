<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The daemon did not answer. */
class DaemonDown extends \RuntimeException {
}
