<?php
namespace Tests;

/** A FreePBX in memory: its settings, modules and database, each as little as the module asks of it. */
class Pbx {
	public $Config;
	public $Modules;
	public $Database;
	public $Notifications;
	public $Userman;
	public $Pm2;
	public $Ucp;
	public $Dashboard;
	public $Smartmissedcalls;

	public function __construct(array $settings = array(), array $tables = array()) {
		$this->Config = new Settings($settings);
		$this->Modules = new ModuleList();
		$this->Database = new Tables($tables);
		$this->Notifications = new NotificationList();
		$this->Userman = new Userman();
		$this->Pm2 = new Pm2();
		$this->Ucp = new Ucp();
		$this->Dashboard = new Dashboard();
	}
}

class Settings {
	public $all;

	public function __construct(array $all) {
		$this->all = $all;
	}

	public function get($keyword, $passthru = false) {
		return isset($this->all[$keyword]) ? $this->all[$keyword] : false;
	}
}

class ModuleList {
	public $missing = array();

	public function checkStatus($modname, $status = null) {
		return !in_array($modname, $this->missing, true);
	}
}

/** Answers a SELECT by the table after FROM; a table it does not know is not there. */
class Tables {
	public $asked = array();
	private $tables;

	public function __construct(array $tables) {
		$this->tables = $tables;
	}

	public function prepare($sql) {
		$this->asked[] = $sql;
		preg_match('/ FROM (\w+)/', $sql, $found);
		if (!isset($this->tables[$found[1]])) {
			throw new \PDOException("Table 'asterisk.{$found[1]}' doesn't exist");
		}
		return new Statement($this->tables[$found[1]]);
	}
}

class Statement {
	private $rows;

	public function __construct(array $rows) {
		$this->rows = $rows;
	}

	public function execute() {
		return true;
	}

	public function fetchAll($mode = null) {
		return $this->rows;
	}
}

class NotificationList {
	public $shown = array();

	public function add_error($module, $id, $display_text, $extended_text = '', $link = '', $reset = false, $candelete = false) {
		$this->shown[$id] = array('error', $display_text, $extended_text);
	}

	public function add_warning($module, $id, $display_text, $extended_text = '', $link = '', $reset = false, $candelete = false) {
		$this->shown[$id] = array('warning', $display_text, $extended_text);
	}

	public function delete($module, $id) {
		unset($this->shown[$id]);
	}
}

class Userman {
	public $users = array();
	public $groups = array();
	public $own = array();

	public function getUserByID($id, $extraInfo = true) {
		return isset($this->users[$id]) ? $this->users[$id] : false;
	}

	/** The user's own word, else his first group's that has one. */
	public function getCombinedModuleSettingByID($id, $module, $setting, $detailed = false, $cached = true) {
		$own = $this->getModuleSettingByID($id, $module, $setting, true);
		if ($own !== null) {
			return $own;
		}
		foreach ($this->groups as $group) {
			if (in_array($id, $group['users'], true) && isset($group['settings'][$module][$setting])) {
				return $group['settings'][$module][$setting];
			}
		}
		return null;
	}

	public function getModuleSettingByID($uid, $module, $setting, $null = false, $cached = true) {
		return isset($this->own[$uid][$module][$setting]) ? $this->own[$uid][$module][$setting] : ($null ? null : false);
	}

	public function setModuleSettingByID($uid, $module, $setting, $value) {
		$this->own[$uid][$module][$setting] = $value;
	}

	public function getModuleSettingByGID($gid, $module, $setting, $null = false, $cached = true) {
		return isset($this->groups[$gid]['settings'][$module][$setting]) ? $this->groups[$gid]['settings'][$module][$setting] : ($null ? null : false);
	}

	public function setModuleSettingByGID($gid, $module, $setting, $value) {
		$this->groups[$gid]['settings'][$module][$setting] = $value;
	}

	public function getLocaleSpecificSetting($uid, $keyword) {
		return isset($this->users[$uid][$keyword]) ? $this->users[$uid][$keyword] : null;
	}
}

class Pm2 {
	public $running = array();
	public $did = array();

	public function getStatus($name) {
		return isset($this->running[$name]) ? $this->running[$name] : false;
	}

	public function start($name, $process, $environment = array(), $force = false) {
		if (!$force && isset($this->running[$name]) && $this->running[$name]['pm2_env']['status'] === 'online') {
			throw new \Exception('There is already a process by that name running!');
		}
		$this->did[] = array('start', $process, $environment);
		$this->running[$name] = array('pid' => 4711, 'pm2_env' => array('status' => 'online'));
		return $this->running[$name];
	}

	public function stop($name) {
		if (!isset($this->running[$name])) {
			throw new \Exception('There is no process by that name');
		}
		$this->did[] = array('stop');
		$this->running[$name]['pm2_env']['status'] = 'stopped';
	}

	public function delete($name) {
		if (!isset($this->running[$name])) {
			throw new \Exception('There is no process by that name');
		}
		unset($this->running[$name]);
	}

	public function reset($name) {
		$this->did[] = array('reset');
	}

	public function reloadLogs() {
		$this->did[] = array('reloadLogs');
	}
}

class Ucp {
	public $settings = array();

	public function getSettingByID($id, $module, $setting) {
		return isset($this->settings["u$id"]) ? $this->settings["u$id"] : null;
	}

	public function getSettingByGID($gid, $module, $setting) {
		return isset($this->settings["g$gid"]) ? $this->settings["g$gid"] : null;
	}

	public function setSettingByID($id, $module, $setting, $value) {
		$this->settings["u$id"] = $value;
	}

	public function setSettingByGID($gid, $module, $setting, $value) {
		$this->settings["g$gid"] = $value;
	}

	public function generateUCP($regenassets = false) {
		$this->settings['generated'] = $regenassets;
	}
}

class Dashboard {
	public function genStatusIcon($res, $tt = null) {
		return array('type' => $res, 'tooltip' => $tt, 'glyph-class' => 'glyph-' . $res);
	}
}

/** Keeps what would be sent to a browser. */
class SilentBrowser extends \FreePBX\modules\Smartmissedcalls\Browser {
	public $request = array('method' => 'GET', 'get' => array(), 'type' => '', 'accept' => 'text/html', 'origin' => '', 'host' => 'pbx', 'body' => '');
	public $post = array();
	public $ampUser = null;
	public $session = 'session-of-tests';
	public $sent = array();

	public function request() {
		return $this->request;
	}

	public function post() {
		return $this->post;
	}

	public function ampUser() {
		return $this->ampUser;
	}

	public function sessionId() {
		return $this->session;
	}

	public function closeSession() {
	}

	public $kept = array();

	public function keep(array $kept) {
		$this->kept = $kept;
	}

	public function takeKept() {
		$kept = $this->kept;
		$this->kept = array();
		return $kept;
	}

	public function send(\FreePBX\modules\Smartmissedcalls\Answer $answer) {
		$answer->body = implode('', iterator_to_array($answer->pieces(), false));
		$answer->rest = null;
		$this->sent[] = $answer;
	}

	public function finish(\FreePBX\modules\Smartmissedcalls\Answer $answer) {
		$this->sent[] = $answer;
	}
}

/** A terminal that remembers. */
class Screen implements \Symfony\Component\Console\Output\OutputInterface {
	public $text = '';

	public function writeln($messages, $options = 0) {
		$this->text .= $messages . "\n";
	}

	public function write($messages, $newline = false, $options = 0) {
		$this->text .= $messages;
	}
}
