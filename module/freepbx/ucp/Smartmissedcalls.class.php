<?php
// Our widgets in the User Control Panel: the callers whom nobody served, as far as this user may see them.
namespace UCP\Modules;

use \UCP\Modules as Modules;

class Smartmissedcalls extends Modules {
	protected $module = 'Smartmissedcalls';
	public $Modules;

	/** Runs at every request and every poll of every user, also before login: nothing may happen here. */
	public function __construct($Modules) {
		$this->Modules = $Modules;
	}

	public function getWidgetList() {
		return $this->widget(array('list' => array(
			'display' => _('Missed calls'),
			'description' => _('Callers whom nobody served'),
			'hasSettings' => false,
			'defaultsize' => array('height' => 14, 'width' => 6),
			'minsize' => array('height' => 4, 'width' => 3),
		)));
	}

	public function getSimpleWidgetList() {
		return $this->widget(array('count' => array(
			'display' => _('Missed calls'),
			'description' => _('How many callers wait'),
			'hasSettings' => false,
		)));
	}

	public function getWidgetDisplay($id, $uuid = null) {
		return array('title' => _('Missed calls'), 'html' => $this->place('list'));
	}

	public function getSimpleWidgetDisplay($id, $uuid = null) {
		return array('title' => _('Missed calls'), 'html' => $this->place('count'));
	}

	public function getWidgetSettingsDisplay($id, $uuid = null) {
		return array('title' => _('Missed calls'), 'html' => '');
	}

	public function getSimpleWidgetSettingsDisplay($id, $uuid = null) {
		return array('title' => _('Missed calls'), 'html' => '');
	}

	public function getStaticSettings() {
		return array(
			'home' => 'ajax.php?module=smartmissedcalls&command=page&smc=%2F',
			'everySeconds' => 15,
			'lost' => _('The list cannot be read just now.'),
		);
	}

	/** Asked every five seconds by every open browser: the widget asks for itself, and only where it is shown. */
	public function poll($data) {
		return array('status' => true);
	}

	/** Before it is known who asks: only names what there is. */
	public function ajaxRequest($command, $settings) {
		return $command === 'page';
	}

	/** UCP checks neither where a form was sent from nor what its user may do. */
	public function ajaxCustomHandler() {
		$parts = $this->parts();
		$browser = $this->browser();
		$identity = $this->identity();
		if ($identity === null) {
			$browser->send($this->plain(403, _('You may not see the missed calls.')));
			return true;
		}
		$browser->closeSession();
		try {
			$browser->send($parts->door('ucp')->pass($identity, $browser->request()));
		} catch (\FreePBX\modules\Smartmissedcalls\DaemonDown $down) {
			$browser->send($this->plain(503, _('The list cannot be read just now.')));
		}
		return true;
	}

	public function ajaxHandler() {
		return false;
	}

	/** Who is logged in here, if the widget is his: the UCP tab may switch it off, User Manager's own says what he may. */
	private function identity() {
		$user = $this->UCP->User->getUser();
		if (!is_array($user) || empty($user['id'])) {
			return null;
		}
		$enabled = $this->UCP->getCombinedSettingByID($user['id'], $this->module, 'enable');
		if ($enabled === false || $enabled === '0' || $enabled === '') {
			return null;
		}
		return $this->parts()->whoAsks()->user($user);
	}

	private function widget(array $list) {
		if ($this->identity() === null) {
			return array();
		}
		return array('rawname' => 'smartmissedcalls', 'display' => _('Missed calls'), 'icon' => 'fa fa-reply', 'list' => $list);
	}

	private function place($kind) {
		return '<div class="smc-ucp smc-ucp-' . $kind . '" aria-live="polite"><i class="fa fa-spinner fa-spin" aria-hidden="true"></i></div>';
	}

	private function plain($status, $text) {
		$html = '<p class="smc-problem">' . htmlspecialchars($text, ENT_QUOTES, 'UTF-8') . '</p>';
		return new \FreePBX\modules\Smartmissedcalls\Answer($status, array('content-type' => 'text/html; charset=utf-8'), $html);
	}

	/** The browser's side; tests give another. */
	protected function browser() {
		return new \FreePBX\modules\Smartmissedcalls\Browser();
	}

	private function parts() {
		return $this->UCP->FreePBX->Smartmissedcalls->parts();
	}
}
