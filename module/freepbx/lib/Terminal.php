<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The commands of `fwconsole smartmissedcalls`; what is not about the PBX is the program's own. */
class Terminal {
	private static $passed = array('doctor', 'survey', 'backfill', 'explain', 'capture', 'forget', 'export', 'import', 'settings', 'audit',
		'notify', 'migrate', 'replay');

	private $parts;
	private $output;
	private $ask;

	/** $ask is a function: question → answer; null asks on the terminal. */
	public function __construct(Parts $parts, $output, $ask = null) {
		$this->parts = $parts;
		$this->output = $output;
		$this->ask = $ask;
	}

	/** Runs one command line and gives its exit code: 0 done, 1 the answer is no or something failed, 2 wrong usage. */
	public function run(array $arguments) {
		$command = isset($arguments[0]) ? $arguments[0] : 'status';
		$rest = array_slice($arguments, 1);
		try {
			if (in_array($command, self::$passed, true)) {
				return $this->parts->bundle()->attached($arguments);
			}
			switch ($command) {
				case 'status':
					return $this->status();
				case 'setup':
					return $this->setup();
				case 'purge':
					return $this->purge($rest);
				case 'restore':
					return $this->restore($rest);
				case 'help':
					return $this->parts->bundle()->attached(count($rest) === 0 ? array('--help') : array($rest[0], '--help'));
			}
		} catch (\RuntimeException $failure) {
			$this->say($failure->getMessage());
			return 1;
		}
		$this->say(sprintf(_('There is no command "%s": fwconsole help smartmissedcalls lists them.'), Words::name($command, 40)));
		return 2;
	}

	private function status() {
		foreach (Requirements::missing($this->parts) as $fault) {
			$this->say($fault);
		}
		list($type, $sentence) = $this->parts->life()->state(Life::PATIENCE);
		$this->say($sentence);
		return $type === 'ok' ? 0 : 1;
	}

	private function setup() {
		if (!$this->parts->isRoot()) {
			$this->say(_('Only root can make databases and accounts: run it as root, or use the form in Reports, Smart Missed Calls.'));
			return 1;
		}
		$fault = NodeProgram::fault($this->parts->node());
		if ($fault !== null) {
			$this->say($fault);
			return 1;
		}
		$this->parts->setup()->asRoot();
		$pid = $this->parts->life()->restart();
		$this->say($pid ? sprintf(_('Set up. Smart Missed Calls runs (process %s): open Reports, Smart Missed Calls.'), $pid)
			: _('Set up, but the daemon did not start: see smartmissedcalls_err.log among the logs of Asterisk.'));
		return $pid ? 0 : 1;
	}

	/** Nothing brings the list back, so it is asked for by its name. */
	private function purge(array $rest) {
		if (!$this->parts->isRoot()) {
			$this->say(_('Only root can drop databases and accounts.'));
			return 1;
		}
		if (!in_array('--yes', $rest, true)) {
			$answer = $this->question(_('This drops the list, its history and its accounts for ever. Type "purge" to go on:') . ' ');
			if (trim((string) $answer) !== 'purge') {
				$this->say(_('Nothing was dropped.'));
				return 1;
			}
		}
		$this->parts->life()->stop();
		$this->parts->life()->remove();
		$this->parts->setup()->purge();
		$this->say(_('Everything was dropped.'));
		return 0;
	}

	/** Takes a list out of a backup in place of the one that is here, which is kept as a file. */
	private function restore(array $rest) {
		$setup = $this->parts->setup();
		$files = array_values(array_diff($rest, array('--yes')));
		$file = count($files) === 0 ? $setup->waiting() : $files[0];
		if (!$this->parts->isRoot()) {
			$this->say(_('Only root can put another list in the place of this one.'));
			return 1;
		}
		if (!is_file($file)) {
			$this->say(sprintf(_('There is no file %s: name the export to restore.'), Words::name($file, 200)));
			return 1;
		}
		if (!in_array('--yes', $rest, true)) {
			$answer = $this->question(_('This puts the list of the file in the place of the one that is here, which is written to a file first. Type "restore" to go on:') . ' ');
			if (trim((string) $answer) !== 'restore') {
				$this->say(_('Nothing was changed.'));
				return 1;
			}
		}
		$kept = $setup->replaceList($file, $this->parts->life());
		$this->parts->freepbx->Notifications->delete('smartmissedcalls', 'smc_restore');
		$this->say(sprintf(_('The list is that of the backup. The one that was here stands in %s.'), $kept));
		return 0;
	}

	private function question($text) {
		if ($this->ask !== null) {
			return call_user_func($this->ask, $text);
		}
		$this->output->write($text);
		return fgets(STDIN);
	}

	private function say($text) {
		$this->output->writeln(str_replace(array('<', '>'), array('\\<', '>'), $text));
	}
}
