<?php
namespace Tests;

require_once getenv('SMC_MODULE') . '/ucp/Smartmissedcalls.class.php';

class UcpOfTests {
	public $FreePBX;
	public $User;
	public $enable = null;
	public $user = false;

	public function __construct($pbx) {
		$this->FreePBX = $pbx;
		$this->User = $this;
	}

	public function getUser() {
		return $this->user;
	}

	public function getCombinedSettingByID($uid, $module, $setting) {
		return $this->enable;
	}
}

class UcpTest extends ModuleTestCase {
	private $widget;
	private $ucp;

	protected function setUp(): void {
		parent::setUp();
		$this->ucp = new UcpOfTests($this->pbx);
		$this->widget = new \UCP\Modules\Smartmissedcalls(null);
		$this->widget->UCP = $this->ucp;
	}

	private function login(array $settings = array('may_view' => 'yes')) {
		$this->ucp->user = array('id' => 7, 'username' => 'anna', 'default_extension' => '101');
		$this->pbx->Userman->users[7] = $this->ucp->user;
		$this->pbx->Userman->own[7]['smartmissedcalls'] = $settings;
	}

	public function testNobodyIsOfferedAWidgetBeforeTheLogin() {
		$this->assertSame(array(), $this->widget->getWidgetList());
		$this->assertSame(array(), $this->widget->getSimpleWidgetList());
	}

	public function testWhoMaySeeTheListIsOfferedBothWidgets() {
		$this->login();
		$list = $this->widget->getWidgetList();
		$this->assertSame('smartmissedcalls', $list['rawname']);
		$this->assertArrayHasKey('defaultsize', $list['list']['list']);
		$this->assertSame(array('count'), array_keys($this->widget->getSimpleWidgetList()['list']));
		foreach (array($this->widget->getWidgetDisplay('list', 'x'), $this->widget->getSimpleWidgetDisplay('count')) as $shown) {
			$this->assertStringContainsString('smc-ucp', $shown['html']);
		}
	}

	public function testWhoMayNotIsOfferedNone() {
		$this->login(array('may_work' => 'yes'));
		$this->assertSame(array(), $this->widget->getWidgetList());
		$this->login();
		foreach (array(false, '0', '') as $off) {
			$this->ucp->enable = $off;
			$this->assertSame(array(), $this->widget->getWidgetList());
		}
	}

	public function testAPollAsksNothing() {
		$this->login();
		$from = microtime(true);
		for ($times = 0; $times < 1000; $times++) {
			$this->widget->poll(array());
		}
		$this->assertLessThan(0.1, microtime(true) - $from);
		$this->assertSame(array(), $this->pbx->Database->asked);
	}

	public function testThereIsOneCommand() {
		$this->assertTrue($this->widget->ajaxRequest('page', array()));
		foreach (array('start', 'setup', '', null) as $command) {
			$this->assertFalse($this->widget->ajaxRequest($command, array()));
		}
		$this->assertFalse($this->widget->ajaxHandler());
		$this->assertStringStartsWith('ajax.php?module=smartmissedcalls&command=page', $this->widget->getStaticSettings()['home']);
	}

	public function testSettingsOfAWidgetAreNone() {
		$this->assertSame('', $this->widget->getWidgetSettingsDisplay('list', 'x')['html']);
		$this->assertSame('', $this->widget->getSimpleWidgetSettingsDisplay('count')['html']);
	}
}
