<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Puts the parts together from what FreePBX has; each is made when first asked for. */
class Parts {
	public $freepbx;
	/** The module's own object, which keeps small settings for us (getConfig, setConfig). */
	public $store;
	/** Waits so many microseconds; tests wait in their own way. */
	public $wait = 'usleep';
	private $module;
	private $paths;

	public function __construct($freepbx, $store, $module) {
		$this->freepbx = $freepbx;
		$this->store = $store;
		$this->module = $module;
	}

	public function paths() {
		if ($this->paths === null) {
			$varLib = $this->setting('ASTVARLIBDIR');
			$this->paths = new Paths($varLib === '' ? '/var/lib/asterisk' : $varLib, $this->module);
		}
		return $this->paths;
	}

	/** A setting of the PBX as text, '' where it has none. */
	public function setting($name) {
		try {
			$value = $this->freepbx->Config->get($name);
		} catch (\Exception $unknown) {
			$value = '';
		}
		return is_scalar($value) ? (string) $value : '';
	}

	/** A module's object, or null where the module is missing or switched off. */
	public function module($name) {
		try {
			return $this->freepbx->Modules->checkStatus(strtolower($name)) ? $this->freepbx->$name : null;
		} catch (\Exception $missing) {
			return null;
		}
	}

	public function whoAsks() {
		$rows = new Rows($this->freepbx->Database);
		return new WhoAsks($this->module('Userman'), function () use ($rows) {
			return array_map('strval', array_column($rows->of('SELECT extension FROM users'), 'extension'));
		}, $this->locale());
	}

	/** The language somebody chose for the PBX's pages, else the PBX's own. */
	private function locale() {
		$chosen = isset($_COOKIE['lang']) && is_string($_COOKIE['lang']) ? $_COOKIE['lang'] : '';
		return Words::language($chosen) !== null ? $chosen : $this->setting('UIDEFAULTLANG');
	}

	/** Throws DaemonDown where there is no secret yet. */
	public function door($frame) {
		$secret = Secret::read($this->paths()->secret());
		if ($secret === null) {
			throw new DaemonDown(_('The module is not set up yet.'));
		}
		return new Door($this->client(), new IdentitySigner($secret), $frame);
	}

	public function client($timeoutSeconds = 10.0) {
		return new DaemonClient($this->paths()->socket(), $timeoutSeconds);
	}

	public function bundle() {
		return new Bundle($this->node() === null ? 'node' : $this->node(), $this->paths()->bundle(), $this->paths()->config());
	}

	public function node() {
		return NodeProgram::find();
	}

	public function databases() {
		$parts = $this;
		return new Databases(function ($name) use ($parts) {
			return $parts->setting($name);
		});
	}

	public function setup() {
		return new Setup($this->bundle(), $this->paths(), $this->databases(), $this->isRoot() ? $this->account() : null);
	}

	public function isRoot() {
		return function_exists('posix_geteuid') && posix_geteuid() === 0;
	}

	/** The account the PBX runs as. */
	public function account() {
		$account = $this->setting('AMPASTERISKWEBUSER');
		return $account === '' ? 'asterisk' : $account;
	}

	public function snapshot() {
		return new Snapshot(new Rows($this->freepbx->Database));
	}

	public function life() {
		return new Life($this);
	}

	public function pages() {
		return new Pages($this, new Browser());
	}
}
