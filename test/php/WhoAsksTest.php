<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Permissions;
use FreePBX\modules\Smartmissedcalls\Runs;
use FreePBX\modules\Smartmissedcalls\WhoAsks;
use FreePBX\modules\Smartmissedcalls\Words;

class WhoAsksTest extends ModuleTestCase {
	private function who($userman = null) {
		return new WhoAsks($userman === null ? $this->pbx->Userman : $userman, function () {
			return array('99', '101', '102', '103', '205', '1010', 'desk');
		});
	}

	private function user(array $own, array $group = array(), array $more = array()) {
		$this->pbx->Userman->users[7] = $more + array('id' => 7, 'username' => 'maria', 'displayname' => 'Maria', 'default_extension' => '105', 'language' => 'de_DE', 'timezone' => 'Europe/Berlin');
		$this->pbx->Userman->own[7]['smartmissedcalls'] = $own;
		$this->pbx->Userman->groups[1] = array('users' => array(7), 'settings' => array('smartmissedcalls' => $group));
		return $this->who()->user($this->pbx->Userman->users[7]);
	}

	public function testAFullAdministratorMayDoEverythingOnTheWholeList() {
		$identity = $this->who()->administrator(new \ampuser('root', array('*')));
		$this->assertSame(array('admin:root', null), array($identity['userId'], $identity['scope']));
		$this->assertSame(array('view', 'work', 'reopen', 'numbers', 'export', 'settings', 'admin'), $identity['permissions']);
	}

	public function testARestrictedAdministratorWatchesOverHisRange() {
		$identity = $this->who()->administrator(new \ampuser('team', array('smartmissedcalls'), '101', '205'));
		$this->assertSame(array('view', 'work', 'reopen', 'numbers', 'export'), $identity['permissions']);
		$this->assertSame(array('dids' => array(), 'queues' => array(), 'ringGroups' => array(), 'extensions' => array('101-103', '205')), $identity['scope']);
	}

	public function testARestrictedAdministratorWithoutARangeSeesTheWholeList() {
		$this->assertNull($this->who()->administrator(new \ampuser('team', array('smartmissedcalls')))['scope']);
	}

	public function testWhatUserManagerSaysOfAnAdministratorComesOnTop() {
		$admin = new \ampuser('team', array('smartmissedcalls'));
		$admin->id = 7;
		$this->user(array('may_settings' => 'yes', 'may_export' => 'no', 'may_view' => 'no'));
		$this->assertSame(array('reopen', 'settings', 'view', 'work'), self::sorted(array_diff($this->who()->administrator($admin)['permissions'], array('numbers'))));
	}

	private static function sorted(array $list) {
		sort($list);
		return $list;
	}

	public function testWhoHasNoLanguageOfHisOwnReadsThatOfThePages() {
		$this->assertSame('en', $this->languageOf('', 'en_US'));
		$this->assertSame('fr', $this->languageOf('fr_FR', 'en_US'));
		$this->assertSame('en', $this->languageOf('<script>', 'en_US'));
		$this->assertNull($this->languageOf('', ''));
		$admin = new \ampuser('maria', array('*'));
		$admin->lang = 'ro_RO';
		$_COOKIE['lang'] = 'fr_FR';
		$this->assertSame('ro', $this->parts()->whoAsks()->administrator($admin)['language']);
		unset($_COOKIE['lang']);
	}

	private function languageOf($cookie, $default) {
		$_COOKIE['lang'] = $cookie;
		$this->pbx->Config->all['UIDEFAULTLANG'] = $default;
		$identity = $this->parts()->whoAsks()->administrator(new \ampuser('maria', array('*')));
		unset($_COOKIE['lang']);
		return $identity['language'];
	}

	/** @dataProvider strangers */
	public function testNobodyElseIsKnown($ampUser) {
		$this->assertNull($this->who()->administrator($ampUser));
	}

	public function strangers() {
		return array(array(null), array('root'), array(array('username' => 'root')), array(new \stdClass()), array(new \ampuser('cdr only', array('cdr'))), array(new \ampuser('none', array())), array(new \ampuser('', array('*'))));
	}

	public function testAUserOfTheControlPanelIsWhatUserManagerSays() {
		$identity = $this->user(array('may_view' => 'yes', 'may_work' => 'yes', 'see_queues' => array('400')));
		$this->assertSame(array('user:7', 'Maria', '105', 'de', 'Europe/Berlin'), array($identity['userId'], $identity['name'], $identity['extension'], $identity['language'], $identity['zone']));
		$this->assertSame(array('view', 'work'), $identity['permissions']);
		$this->assertSame(array('dids' => array(), 'queues' => array('400'), 'ringGroups' => array(), 'extensions' => array('105')), $identity['scope']);
	}

	public function testTheGroupDecidesWhereTheUserSaysNothing() {
		$identity = $this->user(array('may_work' => 'no'), array('may_view' => 'yes', 'may_work' => 'yes', 'may_reopen' => 'yes', 'see_all' => 'yes'));
		$this->assertSame(array('view', 'reopen'), $identity['permissions']);
		$this->assertNull($identity['scope']);
	}

	public function testAUserOfWhomNothingIsSaidSeesNothing() {
		$this->assertNull($this->user(array()));
		$this->assertNull($this->user(array('may_work' => 'yes')));
		$this->assertNull($this->who()->user(false));
		$this->assertNull($this->who()->user(array()));
	}

	public function testNoUserEverBecomesAnAdministrator() {
		$identity = $this->user(array('may_view' => 'yes', 'may_admin' => 'yes', 'may_settings' => 'yes'));
		$this->assertNotContains('admin', $identity['permissions']);
	}

	public function testAUserWithoutAnExtensionHasNone() {
		$identity = $this->user(array('may_view' => 'yes'), array(), array('default_extension' => 'none'));
		$this->assertNull($identity['extension']);
		$this->assertSame(array(), $identity['scope']['extensions']);
	}

	public function testHostileNamesAreMadePlain() {
		$identity = $this->user(array('may_view' => 'yes'), array(), array('displayname' => "Eve\r\n\0<script>\xff" . str_repeat('x', 300)));
		$this->assertMatchesRegularExpression('/^Eve <script>\?x+$/', $identity['name']);
		$this->assertSame(100, mb_strlen($identity['name'], 'UTF-8'));
		$this->assertNotFalse(json_encode($identity));
	}

	public function testExtensionsAreWrittenAsRuns() {
		$this->assertSame(array('7', '008-010', '101-103', '105', 'desk'), Runs::of(array('103', '101', '102', '105', '008', '009', '010', 'desk', '7', '101')));
		$this->assertSame(array(), Runs::of(array()));
		$this->assertLessThan(40, strlen(implode(',', Runs::of(range(1000, 9999)))));
	}

	public function testLanguagesAndZonesThatAreNoneAreNone() {
		$this->assertSame(array('de', 'ro', null, null, null), array_map(array(Words::class, 'language'), array('de_DE', 'ro', '', 'Deutsch', null)));
		$this->assertSame(array('Europe/Bucharest', null, null), array_map(array(Words::class, 'zone'), array('Europe/Bucharest', 'Mars/Base', null)));
	}

	public function testAFormOfUserManagerIsReadWordByWord() {
		$values = Permissions::fromForm(array('smc_view' => 'yes', 'smc_work' => 'no', 'smc_reopen' => 'inherit', 'smc_export' => 'maybe', 'smc_settings' => array('yes'), 'smc_see_queues' => array('400', '401'), 'smc_see_dids' => array("1' OR 1", array('2'), '+3225550101'), 'smc_admin' => 'yes'), false);
		$this->assertSame(array('yes', 'no', null, null, null), array($values['may_view'], $values['may_work'], $values['may_reopen'], $values['may_export'], $values['may_settings']));
		$this->assertSame(array(array('400', '401'), array('+3225550101'), null), array($values['see_queues'], $values['see_dids'], $values['see_extensions']));
		$this->assertArrayNotHasKey('may_admin', $values);
		$this->assertSame(array(), Permissions::fromForm(array(), true)['see_extensions']);
	}
}
