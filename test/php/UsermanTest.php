<?php
namespace Tests;

class UsermanTest extends ModuleTestCase {
	protected function tables() {
		return array(
			'users' => array(array('extension' => '101', 'name' => '"><script>alert(1)</script>')),
			'queues_config' => array(array('extension' => '400', 'descr' => 'Sales')),
		);
	}

	protected function tearDown(): void {
		$_POST = $_REQUEST = array();
		parent::tearDown();
	}

	private function tab(array $request) {
		$_REQUEST = $request;
		return $this->module->usermanShowPage();
	}

	public function testAUserHasATabWithInherit() {
		$tabs = $this->tab(array('action' => 'showuser', 'user' => '7'));
		$this->assertSame('smartmissedcalls', $tabs[0]['rawname']);
		$this->assertStringContainsString('name="smc_view" id="smc_view_inherit" value="inherit" checked', $tabs[0]['content']);
		$this->assertStringContainsString('<option value="400">400 Sales</option>', $tabs[0]['content']);
	}

	public function testAGroupHasNoInheritAndBeginsWithItsOwnExtensions() {
		$content = $this->tab(array('action' => 'addgroup'))[0]['content'];
		$this->assertStringNotContainsString('inherit', $content);
		$this->assertStringContainsString('<option value="self" selected>', $content);
	}

	public function testOtherPagesOfUserManagerHaveNoTab() {
		$this->assertSame(array(), $this->tab(array()));
		$this->assertSame(array(), $this->tab(array('action' => array('showuser'))));
		$this->assertSame(array(), $this->tab(array('action' => 'deluser')));
	}

	public function testNamesOfThePbxCannotBreakTheForm() {
		$this->assertStringNotContainsString('<script>', $this->tab(array('action' => 'adduser'))[0]['content']);
	}

	public function testTheFormIsSavedAndShownAgain() {
		$_POST = array('type' => 'user', 'smc_form' => '1', 'smc_view' => 'yes', 'smc_work' => 'no', 'smc_see_queues' => array('400'));
		$this->module->usermanAddUser(7, 'userman', array());
		$own = $this->pbx->Userman->own[7]['smartmissedcalls'];
		$this->assertSame(array('yes', 'no', null, array('400'), null), array($own['may_view'], $own['may_work'], $own['may_reopen'], $own['see_queues'], $own['see_dids']));
		$content = $this->tab(array('action' => 'showuser', 'user' => '7'))[0]['content'];
		$this->assertStringContainsString('id="smc_work_no" value="no" checked', $content);
		$this->assertStringContainsString('<option value="400" selected>', $content);
	}

	public function testAGroupsFormIsSaved() {
		$_POST = array('type' => 'group', 'smc_form' => '1', 'smc_view' => 'yes', 'smc_see_extensions' => array('self'));
		$this->module->usermanUpdateGroup(3, 'userman', array());
		$settings = $this->pbx->Userman->groups[3]['settings']['smartmissedcalls'];
		$this->assertSame(array('yes', array('self'), array()), array($settings['may_view'], $settings['see_extensions'], $settings['see_dids']));
	}

	public function testAnImportOrSyncChangesNothing() {
		foreach (array(array(), array('type' => 'user'), array('type' => 'group', 'smc_form' => '1')) as $post) {
			$_POST = $post;
			$this->module->usermanUpdateUser(7, 'userman', array());
		}
		$_POST = array('type' => 'user', 'smc_form' => '1', 'smc_view' => 'yes');
		$this->module->usermanUpdateUser(7, 'bulkhandler', array());
		$this->assertSame(array(), $this->pbx->Userman->own);
		$this->module->usermanDelUser(7, 'userman', array());
		$this->module->usermanDelGroup(3, 'userman', array());
	}

	public function testTheWidgetIsSwitchedInTheUcpTab() {
		$tabs = $this->module->ucpConfigPage('user', array('id' => 7), 'showuser');
		$this->assertStringContainsString('value="inherit" checked', $tabs[0]['content']);
		foreach (array('yes' => true, 'no' => false, 'inherit' => null) as $sent => $kept) {
			$_POST = array('type' => 'user', 'smc_ucp_enable' => $sent);
			$this->module->ucpUpdateUser(7, 'userman', true, array());
			$this->assertSame($kept, $this->pbx->Ucp->settings['u7']);
		}
		$_POST = array('type' => 'group', 'smc_ucp_enable' => 'no');
		$this->module->ucpAddGroup(3, 'userman', array());
		$this->assertFalse($this->pbx->Ucp->settings['g3']);
		$this->assertStringNotContainsString('inherit', $this->module->ucpConfigPage('group', array('id' => 3), 'showgroup')[0]['content']);
		$this->module->ucpDelUser(7, 'userman', true, array());
		$this->module->ucpDelGroup(3, 'userman', array());
	}
}
