<?php
// As much of FreePBX's own interfaces as the module touches, with their genuine names and parameters.
namespace {
	define('FREEPBX_IS_AUTH', true);

	interface BMO {
		public function install();
		public function uninstall();
	}

	/** Keeps settings in memory, as the genuine one does in the database. */
	class FreePBX_Helpers {
		private $kept = array();

		public function getConfig($var = null, $id = 'noid') {
			return isset($this->kept[$var]) ? $this->kept[$var] : false;
		}

		public function setConfig($key = null, $val = false, $id = 'noid') {
			$this->kept[$key] = $val;
		}
	}

	class FreePBX {
		public static $made;
		public static $jobs;

		public static function create() {
			return self::$made;
		}

		public static function Job() {
			return self::$jobs;
		}
	}

	/** Somebody logged in to FreePBX. */
	class ampuser {
		public $username;
		public $id = null;
		public $lang = '';
		public $tz = '';
		private $sections;
		private $low;
		private $high;

		public function __construct($username, array $sections, $low = '', $high = '') {
			$this->username = $username;
			$this->sections = $sections;
			$this->low = $low;
			$this->high = $high;
		}

		public function checkSection($section) {
			return in_array('*', $this->sections, true) || in_array($section, $this->sections, true);
		}

		public function getExtensionLow() {
			return $this->low;
		}

		public function getExtensionHigh() {
			return $this->high;
		}
	}

	function load_view($view_filename_protected, $vars = array()) {
		extract($vars);
		ob_start();
		include $view_filename_protected;
		return ob_get_clean();
	}

	function out($text) {
		\FreePBX\Said::$lines[] = $text;
	}
}

namespace FreePBX {
	/** What out() was told. */
	class Said {
		public static $lines = array();
	}
}

namespace FreePBX\Job {
	interface TaskInterface {
		public static function run(\Symfony\Component\Console\Input\InputInterface $input, \Symfony\Component\Console\Output\OutputInterface $output);
	}
}

namespace FreePBX\modules\Backup {
	class BackupBase {
		public $FreePBX;
		public $added = array();

		public function __call($name, $arguments) {
			$this->added[] = array($name, $arguments);
		}

		public function dumpKVStore($ids = false) {
			return array('hourly' => 1);
		}
	}

	class RestoreBase {
		public $FreePBX;
		public $tmpdir = '';
		public $files = array();
		public $logged = array();
		public $imported = array();

		public function getConfigs($options = array()) {
			return array('kvstore' => array('hourly' => 1));
		}

		public function getFiles($options = array()) {
			return $this->files;
		}

		public function importKVStore($store) {
			$this->imported[] = $store;
		}

		protected function log($message = '', $level = 'INFO') {
			$this->logged[] = $message;
		}
	}
}

namespace UCP {
	class Modules {
		public $UCP;
	}
}

namespace Symfony\Component\Console\Input {
	interface InputInterface {
	}

	class InputArgument {
		const IS_ARRAY = 4;

		public function __construct($name, $mode = null, $description = '', $default = null) {
		}
	}
}

namespace Symfony\Component\Console\Output {
	interface OutputInterface {
		public function writeln($messages, $options = 0);
		public function write($messages, $newline = false, $options = 0);
	}
}

namespace Symfony\Component\Console\Command {
	class Command {
		public $told = array();

		public function __construct() {
			$this->configure();
		}

		protected function configure() {
		}

		public function __call($name, $arguments) {
			$this->told[$name] = $arguments;
			return $this;
		}
	}
}
