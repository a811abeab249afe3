<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Where our files lie. Nothing is ever written into the module's own folder: every upgrade wipes it. */
class Paths {
	private $state;
	private $module;

	/** From the PBX's folder for variable data (/var/lib/asterisk) and the module's own folder. */
	public function __construct($varLib, $module) {
		$this->state = rtrim($varLib, '/') . '/smartmissedcalls';
		$this->module = rtrim($module, '/');
	}

	public function state() {
		return $this->state;
	}

	public function config() {
		return $this->state . '/config.json';
	}

	public function secret() {
		return $this->state . '/secret';
	}

	public function directory() {
		return $this->state . '/directory.json';
	}

	public function run() {
		return $this->state . '/run';
	}

	public function socket() {
		return $this->state . '/run/web.sock';
	}

	public function module() {
		return $this->module;
	}

	public function bundle() {
		return $this->module . '/node/smartmissedcalls.js';
	}
}
