<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The daemon as pm2 keeps it. Every question to pm2 takes about a second: pages ask the socket instead. */
class Pm2App {
	const NAME = 'smartmissedcalls';

	private $pm2;
	private $paths;
	private $wait;

	/** $wait is a function that waits so many microseconds. */
	public function __construct($pm2, Paths $paths, $wait = 'usleep') {
		$this->pm2 = $pm2;
		$this->paths = $paths;
		$this->wait = $wait;
	}

	/** The process number of the running daemon, or null. */
	public function pid() {
		$status = $this->pm2->getStatus(self::NAME);
		$isOnline = is_array($status) && isset($status['pm2_env']['status']) && $status['pm2_env']['status'] === 'online';
		return $isOnline && !empty($status['pid']) ? (int) $status['pid'] : null;
	}

	/** Starts it unless it runs; its process number, or null when it did not come up within ten seconds. */
	public function start() {
		$pid = $this->pid();
		if ($pid !== null) {
			return $pid;
		}
		// The path of the configuration goes by the environment: pm2 takes the folder of the whole line as working directory.
		$this->pm2->start(self::NAME, $this->paths->bundle() . ' run', array('SMC_CONFIG' => $this->paths->config()));
		for ($tries = 0; $tries < 20 && ($pid = $this->pid()) === null; $tries++) {
			call_user_func($this->wait, 500000);
		}
		if ($pid !== null) {
			$this->pm2->reset(self::NAME);
		}
		return $pid;
	}

	/** Stops it; true when it ran. */
	public function stop() {
		if (!is_array($this->pm2->getStatus(self::NAME))) {
			return false;
		}
		$this->pm2->stop(self::NAME);
		return true;
	}

	/** Stops it and has pm2 forget it. */
	public function remove() {
		try {
			$this->pm2->delete(self::NAME);
		} catch (\Exception $alreadyGone) {
			return false;
		}
		return true;
	}

	public function reloadLogs() {
		$this->pm2->reloadLogs();
	}
}
