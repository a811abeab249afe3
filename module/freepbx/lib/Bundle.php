<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Runs a command of the daemon's program. Secrets go in by standard input: arguments can be read by everybody on the machine. */
class Bundle {
	private $node;
	private $program;
	private $config;

	public function __construct($node, $program, $config) {
		$this->node = $node;
		$this->program = $program;
		$this->config = $config;
	}

	/** Runs it and gives `code`, `out` and `err`. */
	public function run(array $arguments, $input = '') {
		$files = array(tmpfile(), tmpfile(), tmpfile());
		fwrite($files[0], $input);
		rewind($files[0]);
		$process = proc_open($this->line($arguments), $files, $pipes, null, null);
		$code = is_resource($process) ? proc_close($process) : 127;
		$texts = array();
		foreach (array(1, 2) as $which) {
			rewind($files[$which]);
			$texts[$which] = (string) stream_get_contents($files[$which]);
		}
		return array('code' => $code, 'out' => $texts[1], 'err' => $texts[2]);
	}

	/** Runs it on the terminal of whoever asked; gives its exit code. */
	public function attached(array $arguments) {
		$process = proc_open($this->line($arguments), array(STDIN, STDOUT, STDERR), $pipes);
		return is_resource($process) ? proc_close($process) : 127;
	}

	/** Without a shell in between, which would not hand on signals. */
	private function line(array $arguments) {
		$words = array_merge(array($this->node, $this->program), $arguments);
		return 'SMC_CONFIG=' . escapeshellarg($this->config) . ' exec ' . implode(' ', array_map('escapeshellarg', $words));
	}
}
