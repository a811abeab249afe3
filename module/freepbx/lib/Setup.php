<?php
namespace FreePBX\modules\Smartmissedcalls;

/**
 * Makes our own database and its two accounts: one that owns it, one that may only read the call records. The statements are the
 * program's; an administrator of the database runs them once.
 */
class Setup {
	private $bundle;
	private $paths;
	private $databases;
	private $owner;

	/** $owner is the PBX's account, `asterisk`, to whom files made by root are given; null where we are that account. */
	public function __construct(Bundle $bundle, Paths $paths, Databases $databases, $owner) {
		$this->bundle = $bundle;
		$this->paths = $paths;
		$this->databases = $databases;
		$this->owner = $owner;
	}

	/** Whether the daemon has what it needs to start. */
	public function isDone() {
		return is_file($this->paths->config()) && is_file($this->ready());
	}

	/** Whether the accounts lack rights this version needs: it brought tables, and only an administrator of the database may give rights. */
	public function lacksRights() {
		return $this->rightsFault() !== null;
	}

	/** From now on the set-up counts as not done: the page shows it again. */
	public function askAgain() {
		@unlink($this->ready());
	}

	/** Whether it was set up for an earlier version. */
	public function isOld() {
		return is_file($this->paths->config());
	}

	private function ready() {
		return $this->paths->state() . '/ready';
	}

	/** What is missing, as the program says it; null where nothing is. */
	private function rightsFault() {
		$result = $this->bundle->run(array('setup', '--check'));
		return $result['code'] === 0 ? null : trim($result['err']);
	}

	/** Folder and secret; needs no right on any database. */
	public function prepare() {
		OwnFile::folder($this->paths->state());
		OwnFile::folder($this->paths->run());
		Secret::ensure($this->paths->secret());
		$this->handOver();
	}

	/** The statements for an administrator of the database, passwords among them. Throws RuntimeException with the program's sentence. */
	public function sql() {
		return $this->ask(array('setup', '--sql'), null);
	}

	/** Runs the statements with an administrator's account, which is told to nobody else and kept nowhere, and migrates. */
	public function withAccount($user, $password, $host = '') {
		$server = $host === '' ? $this->databases->server() : array('host' => $host, 'port' => 3306);
		$this->ask(array('setup'), $server + array('user' => $user, 'password' => $password));
		$this->finish();
	}

	/** Runs the statements as root of this machine, whom MariaDB lets in by its socket or by /root/.my.cnf. */
	public function asRoot() {
		$this->pipe($this->sql());
		$this->finish();
	}

	/** After the statements were run, by us or by an administrator: brings the tables up to date. */
	public function finish() {
		$this->handOver();
		$this->migrate();
		$fault = $this->rightsFault();
		if ($fault !== null) {
			throw new \RuntimeException($fault);
		}
		OwnFile::write($this->ready(), "1\n");
		$this->handOver();
	}

	/** Brings our tables up to this version. Throws RuntimeException; the old tables then stand as they were. */
	public function migrate() {
		$result = $this->bundle->run(array('migrate'));
		if ($result['code'] !== 0) {
			throw new \RuntimeException(trim($result['err']) !== '' ? trim($result['err']) : _('The tables could not be brought up to date.'));
		}
		return trim($result['out']);
	}

	/** Drops database and accounts, as root of this machine, and removes every file of ours. */
	public function purge() {
		if (is_file($this->paths->config())) {
			$this->pipe($this->ask(array('setup', '--sql', '--remove'), null));
		}
		OwnFile::remove($this->paths->state());
	}

	/** Where a backup's list waits for root. */
	public function waiting() {
		return $this->paths->state() . '/restored.ndjson';
	}

	/**
	 * Puts the list of an export in the place of ours, as root of this machine: an import wants an empty database, and history is only ever
	 * added to. Gives the file the old list was written to. Throws RuntimeException; the old list is then here as before.
	 */
	public function replaceList($file, Life $life) {
		$kept = $this->paths->state() . '/before-restore-' . gmdate('Ymd-His') . '.ndjson';
		$life->stop();
		try {
			$this->must(array('export', $kept));
			$this->beginAnew();
			try {
				$this->must(array('import', $file));
			} catch (\RuntimeException $failure) {
				$this->beginAnew();
				$this->must(array('import', $kept));
				throw $failure;
			}
		} finally {
			$this->handOver();
			$life->start();
		}
		if ($file === $this->waiting()) {
			@unlink($file);
		}
		return $kept;
	}

	private function beginAnew() {
		$this->pipe($this->ask(array('setup', '--sql', '--empty'), null));
		$this->asRoot();
	}

	private function must(array $arguments) {
		$result = $this->bundle->run($arguments);
		if ($result['code'] !== 0) {
			throw new \RuntimeException(trim($result['err']));
		}
	}

	private function ask(array $arguments, $admin) {
		$this->prepare();
		$told = array(
			'folder' => $this->paths->state(),
			'pbx' => $this->databases->pbx(),
			'server' => $this->databases->server(),
			'admin' => $admin,
		);
		$result = $this->bundle->run($arguments, json_encode($told));
		if ($result['code'] !== 0) {
			throw new \RuntimeException(trim($result['err']) !== '' ? trim($result['err']) : _('The set-up could not be done.'));
		}
		return $result['out'];
	}

	/** Statements to the server as root of this machine. */
	protected function pipe($sql) {
		RootClient::run($this->databases->server(), $sql);
	}

	/** What root made belongs to the PBX's account; a link goes to it, and what it leads to stays whose it is. */
	private function handOver() {
		if ($this->owner === null) {
			return;
		}
		foreach (array_merge(array($this->paths->state()), (array) glob($this->paths->state() . '/*')) as $one) {
			@lchown($one, $this->owner);
			@lchgrp($one, $this->owner);
		}
	}
}
