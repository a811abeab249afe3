<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The daemon's life under the PBX: started, stopped, watched over, told who is who. */
class Life {
	/** Seconds between two questions to a daemon that does not answer yet. */
	const PAUSE = 0.25;
	/** Seconds a daemon that was started just now has to open its socket. */
	const PATIENCE = 5.0;

	private $parts;

	public function __construct(Parts $parts) {
		$this->parts = $parts;
	}

	/** Starts the daemon: its process number, false when it did not start, null when the module is not set up. */
	public function start() {
		return $this->run('start');
	}

	/** The same for a new version, or after a set-up: one that runs is ended first. */
	public function restart() {
		return $this->run('restart');
	}

	private function run($how) {
		if (!$this->parts->setup()->isDone()) {
			return null;
		}
		$pm2 = $this->pm2();
		if ($pm2 === null) {
			return false;
		}
		try {
			$this->writeDirectory();
			$pid = $pm2->$how();
		} catch (\Exception $failure) {
			return false;
		}
		if ($pid === null) {
			return false;
		}
		// pm2 says "online" before the socket is open, and the next page would find nobody there.
		$this->state(self::PATIENCE);
		return $pid;
	}

	public function stop() {
		$pm2 = $this->pm2();
		try {
			return $pm2 !== null && $pm2->stop();
		} catch (\Exception $failure) {
			return false;
		}
	}

	/** Stops it for good: pm2 forgets it. */
	public function remove() {
		$pm2 = $this->pm2();
		return $pm2 !== null && $pm2->remove();
	}

	/** What `fwconsole chown` must leave closed. */
	public function ownership() {
		$paths = $this->parts->paths();
		$files = array();
		foreach (array($paths->state(), $paths->run()) as $folder) {
			if (is_dir($folder)) {
				$files[] = array('type' => 'dir', 'path' => $folder, 'perms' => 0750);
			}
		}
		// Whatever the daemon keeps there is nobody else's.
		foreach ((array) glob($paths->state() . '/*') as $file) {
			if (is_file($file) && !is_link($file)) {
				$files[] = array('type' => 'file', 'path' => $file, 'perms' => 0600);
			}
		}
		return $files;
	}

	/** Writes directory.json anew where it changed; false when there is no place for it yet. */
	public function writeDirectory() {
		$paths = $this->parts->paths();
		if (!is_dir($paths->state())) {
			return false;
		}
		$directory = $this->parts->snapshot()->build(array(
			'zone' => $this->zone(),
			'tonezone' => $this->parts->setting('TONEZONE'),
			'from' => $this->fromAddress(),
		));
		$text = json_encode($directory, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT);
		if ($text === false) {
			return false;
		}
		if (OwnFile::read($paths->directory()) !== $text . "\n") {
			OwnFile::write($paths->directory(), $text . "\n");
			if ($this->parts->isRoot()) {
				@lchown($paths->directory(), $this->parts->account());
				@lchgrp($paths->directory(), $this->parts->account());
			}
		}
		return true;
	}

	/** One line of the dashboard's overview. */
	public function dashboard() {
		$dashboard = $this->parts->module('Dashboard');
		if ($dashboard === null) {
			return array();
		}
		list($type, $tooltip) = $this->state();
		$line = array('title' => _('Smart Missed Calls'), 'type' => $type, 'tooltip' => $tooltip, 'order' => 999);
		return array(array_merge($line, $dashboard->genStatusIcon($type, $tooltip)));
	}

	/**
	 * `ok`, `warning` or `error`, and why, by one quick question to the socket. One that was started just now opens it a moment later:
	 * with patience it is asked again for so many seconds.
	 */
	public function state($patience = 0.0) {
		if (!$this->parts->setup()->isDone()) {
			return array('warning', _('Not set up yet: open Reports, Smart Missed Calls.'));
		}
		$from = microtime(true);
		try {
			$answer = $this->parts->client(0.3)->ask('GET', '/health');
		} catch (DaemonDown $down) {
			$left = $patience - (microtime(true) - $from) - self::PAUSE;
			if ($left < 0) {
				return array('error', $down->getMessage());
			}
			call_user_func($this->parts->wait, (int) (self::PAUSE * 1000000));
			return $this->state($left);
		}
		return $answer->status === 200
			? array('ok', _('Smart Missed Calls is running.'))
			: array('warning', _('Smart Missed Calls runs, and has not read the call records for a while.'));
	}

	/** Every five minutes: up again when it is down; once an hour names, log and the doctor's findings. */
	public function watch($now) {
		if (!$this->parts->setup()->isDone()) {
			return;
		}
		list($type) = $this->state();
		if ($type === 'error') {
			$this->start();
		}
		if ($now - (int) $this->parts->store->getConfig('hourly') < 3600) {
			return;
		}
		$this->parts->store->setConfig('hourly', $now);
		$this->writeDirectory();
		$this->tellFindings();
		$pm2 = $this->pm2();
		if ($pm2 !== null && Logs::rotate($this->parts->setting('ASTLOGDIR'))) {
			$pm2->reloadLogs();
		}
	}

	/** The doctor's findings among the PBX's notifications. */
	public function tellFindings() {
		$result = $this->parts->bundle()->run(array('doctor', '--json'));
		$json = json_decode($result['out'], true);
		if (!is_array($json) || !isset($json['findings']) || !is_array($json['findings'])) {
			return;
		}
		$shown = $this->parts->store->getConfig('notices');
		$notices = new Notices($this->parts->freepbx->Notifications);
		$this->parts->store->setConfig('notices', $notices->show($json['findings'], is_array($shown) ? $shown : array()));
	}

	private function pm2() {
		$pm2 = $this->parts->module('Pm2');
		return $pm2 === null ? null : new Pm2App($pm2, $this->parts->paths());
	}

	private function zone() {
		$view = isset($this->parts->freepbx->View) ? $this->parts->freepbx->View : null;
		$zone = is_object($view) && method_exists($view, 'getTimezone') ? $view->getTimezone() : '';
		return $zone !== '' ? $zone : $this->parts->setting('PHPTIMEZONE');
	}

	/** The address the PBX's mails come from, found as the PBX's own modules find it. */
	private function fromAddress() {
		if (function_exists('fetchFromEmail')) {
			$from = fetchFromEmail();
			return is_scalar($from) ? (string) $from : '';
		}
		if (function_exists('sysadmin_get_storage_email')) {
			$emails = sysadmin_get_storage_email();
			if (is_array($emails) && !empty($emails['fromemail'])) {
				return (string) $emails['fromemail'];
			}
		}
		return $this->parts->setting('AMPUSERMANEMAILFROM');
	}
}
