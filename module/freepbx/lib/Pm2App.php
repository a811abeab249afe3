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
		return self::pidIn($this->pm2->getStatus(self::NAME));
	}

	private static function pidIn($status) {
		$isOnline = is_array($status) && isset($status['pm2_env']['status']) && $status['pm2_env']['status'] === 'online';
		return $isOnline && !empty($status['pid']) ? (int) $status['pid'] : null;
	}

	/** Starts it unless it runs; its process number, or null when it did not come up within ten seconds. */
	public function start() {
		$pid = $this->pid();
		return $pid === null ? $this->anew() : $pid;
	}

	/** Ends the one that runs, if one does, and starts this version. */
	public function restart() {
		return $this->anew();
	}

	/** pm2 ends what has our name before it starts. */
	private function anew() {
		// The path of the configuration goes by the environment: pm2 takes the folder of the whole line as working directory.
		// Of glibc's memory each thread has an arena of its own unless told, and what a burst leaves in them is not given back.
		$environment = array('SMC_CONFIG' => $this->paths->config(), 'MALLOC_ARENA_MAX' => '1');
		$pid = self::pidIn($this->pm2->start(self::NAME, $this->paths->bundle() . ' run', $environment, true));
		for ($tries = 0; $tries < 10 && $pid === null; $tries++) {
			call_user_func($this->wait, 500000);
			$pid = $this->pid();
		}
		return $pid;
	}

	/** Stops it; true when pm2 knew it. */
	public function stop() {
		try {
			$this->pm2->stop(self::NAME);
		} catch (\Exception $unknown) {
			return false;
		}
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
