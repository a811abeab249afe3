<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\FormToken;
use FreePBX\modules\Smartmissedcalls\Pages;
use FreePBX\modules\Smartmissedcalls\Secret;

class PagesTest extends ModuleTestCase {
	private $browser;

	protected function setUp(): void {
		parent::setUp();
		$this->browser = new SilentBrowser();
		$this->browser->ampUser = new \ampuser('root', array('*'));
	}

	private function pages() {
		return new Pages($this->parts(), $this->browser);
	}

	private function post($command, array $fields = array(), $token = null) {
		$this->parts()->setup()->prepare();
		$right = (new FormToken(Secret::read($this->state() . '/secret'), 'session-of-tests'))->value();
		$this->browser->request = array('method' => 'POST') + $this->browser->request;
		$this->browser->post = $fields + array('smc_token' => $token === null ? $right : $token);
		$this->browser->sent = array();
		$this->assertTrue($this->pages()->ajax($command));
		return $this->browser->sent[0];
	}

	public function testFreepbxOnlyLearnsWhatThereIs() {
		$setting = array();
		foreach (array('page', 'start', 'setup', 'sql', 'finish') as $command) {
			$this->assertTrue($this->module->ajaxRequest($command, $setting));
		}
		foreach (array('', 'Page', 'proxy', null, array('page'), '0') as $command) {
			$this->assertFalse($this->module->ajaxRequest($command, $setting));
		}
		$page = array();
		$this->module->ajaxRequest('page', $page);
		$this->assertSame(array(), $page);
		$this->assertFalse($this->module->ajaxHandler());
	}

	public function testNobodyGetsInWithoutALoginEvenFromThisMachine() {
		$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
		$this->browser->ampUser = null;
		$this->setUpDone();
		foreach (array('page', 'start', 'setup', 'sql', 'finish') as $command) {
			$this->browser->sent = array();
			$this->assertTrue($this->pages()->ajax($command));
			$this->assertSame(401, $this->browser->sent[0]->status);
		}
		unset($_SERVER['REMOTE_ADDR']);
	}

	public function testAnAdministratorOfOtherPagesIsRefused() {
		$this->browser->ampUser = new \ampuser('cdr', array('cdr'));
		$this->setUpDone();
		$this->assertSame(403, $this->post('page')->status);
		$this->assertSame(403, $this->post('start')->status);
	}

	public function testARestrictedAdministratorStartsNothing() {
		$this->browser->ampUser = new \ampuser('team', array('smartmissedcalls'));
		$this->setUpDone();
		foreach (array('start', 'setup', 'sql', 'finish') as $command) {
			$this->assertSame(403, $this->post($command)->status);
		}
		$this->assertSame(array(), $this->pbx->Pm2->did);
	}

	public function testAFormOfAnotherSessionOrSiteStartsNothing() {
		$this->setUpDone();
		$this->assertSame(403, $this->post('start', array(), 'wrong')->status);
		$this->assertSame(403, $this->post('start', array('smc_token' => array('x')))->status);
		$this->browser->request['origin'] = 'https://evil.example';
		$this->assertSame(403, $this->post('start')->status);
		$this->browser->request['origin'] = '';
		$this->browser->request['method'] = 'GET';
		$this->browser->sent = array();
		$this->pages()->ajax('start');
		$this->assertSame(405, $this->browser->sent[0]->status);
		$this->assertSame(array(), $this->pbx->Pm2->did);
	}

	public function testTheButtonStartsIt() {
		$this->setUpDone();
		$answer = $this->post('start');
		$this->assertSame(array(303, 'config.php?display=smartmissedcalls'), array($answer->status, $answer->header('location')));
		$this->assertArrayHasKey('smartmissedcalls', $this->pbx->Pm2->running);
	}

	public function testAnUnknownCommandIsNone() {
		$this->assertSame(404, $this->post('proxy')->status);
	}

	public function testBeforeTheSetUpThePageSaysWhatIsLeft() {
		$html = $this->pages()->page();
		$this->assertStringContainsString('fwconsole smartmissedcalls setup', $html);
		$this->assertStringContainsString('name="smc_token"', $html);
		$this->assertSame(0600, fileperms($this->state() . '/secret') & 0777);
	}

	public function testASetUpThatFailsSaysWhyOnceOnThePageItCameFrom() {
		$this->pbx->Modules->missing[] = 'pm2';
		$answer = $this->post('finish', array('user' => 'dba"<b>', 'password' => 'geheim'));
		$this->assertSame(array(303, 'config.php?display=smartmissedcalls'), array($answer->status, $answer->header('location')));
		$this->assertStringNotContainsString('geheim', serialize($this->browser->kept));
		$html = $this->pages()->page();
		$this->assertStringContainsString('alert-danger', $html);
		$this->assertStringContainsString('value="dba&quot;&lt;b&gt;"', $html);
		$this->assertStringNotContainsString('alert-danger', $this->pages()->page());
	}

	public function testWhoMayNotSetUpGetsNoForm() {
		$this->browser->ampUser = new \ampuser('team', array('smartmissedcalls'));
		$html = $this->pages()->page();
		$this->assertStringNotContainsString('<form', $html);
		$this->assertStringContainsString('administrator of the PBX', $html);
	}

	public function testWhenTheDaemonIsDownThePageSaysSoWithAButton() {
		$this->setUpDone();
		$html = $this->pages()->page();
		$this->assertStringContainsString('its daemon is not running', $html);
		$this->assertStringContainsString('command=start', $html);
		$this->browser->ampUser = new \ampuser('team', array('smartmissedcalls'));
		$this->assertStringNotContainsString('command=start', $this->pages()->page());
	}

	public function testALivePartOfADaemonThatIsDownIsAnswered503() {
		$this->setUpDone();
		$this->browser->request['get'] = array('smc' => '/', 'part' => 'live');
		$this->pages()->beforePage();
		$this->assertSame(503, $this->browser->sent[0]->status);
	}

	public function testAnOrdinaryPageIsLeftToFreepbx() {
		$this->browser->request = array('method' => 'POST', 'get' => array('display' => 'smartmissedcalls')) + $this->browser->request;
		$this->pages()->beforePage();
		$this->browser->request['method'] = 'GET';
		$this->pages()->beforePage();
		$this->assertSame(array(), $this->browser->sent);
	}

	public function testAFormOfFreepbxOnAPageOfOursIsLeftToFreepbx() {
		$this->setUpDone();
		$this->browser->request = array('method' => 'POST', 'get' => array('display' => 'smartmissedcalls', 'smc' => '/insight'),
			'type' => 'application/x-www-form-urlencoded', 'body' => 'oobeSoundLang=en') + $this->browser->request;
		$this->browser->post = array('oobeSoundLang' => 'en');
		$this->pages()->beforePage();
		$this->assertSame(array(), $this->browser->sent);
		$child = $this->answerOnce($this->parts()->paths()->socket(), array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nfigures"));
		$this->assertStringContainsString('figures', $this->pages()->page());
		pcntl_waitpid($child, $status);
		$this->assertStringStartsWith('GET /insight HTTP', file_get_contents($this->parts()->paths()->socket() . '.asked'));
		// The same with our token is ours.
		$this->browser->post = array('token' => 'x');
		$this->pages()->beforePage();
		$this->assertCount(1, $this->browser->sent);
	}

	/** A page of the daemon, as FreePBX shows it: the page itself, its bar and its list. */
	private function shown(array $get, $html) {
		$this->setUpDone();
		$this->browser->request = array('get' => array('display' => 'smartmissedcalls') + $get) + $this->browser->request;
		$socket = $this->parts()->paths()->socket();
		$child = $this->answerOnce($socket, array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" . $html));
		$pages = $this->pages();
		$page = $pages->page();
		pcntl_waitpid($child, $status);
		unlink($socket);
		return array($page, $pages->actionBar(), $pages->navigation());
	}

	public function testTheBarSavesAPageWithAFormInPlaceOfItsOwnButton() {
		list($page, $bar) = $this->shown(array('smc' => '/settings'), '<form class="smc-form fpbx-submit" id="smc-settings-form">');
		$this->assertSame(array('submit'), array_keys($bar));
		$this->assertSame(array('submit', 'smc-settings-form', 'Save'), array($bar['submit']['name'], $bar['submit']['form'], $bar['submit']['value']));
		$this->assertStringContainsString('smc-has-bar', $page);
		list($page, $bar) = $this->shown(array('smc' => '/settings/history'), 'id=&quot;smc-settings-form&quot;');
		$this->assertSame(array(), $bar);
		$this->assertStringNotContainsString('smc-has-bar', $page);
	}

	public function testTheListAtTheRightNamesThePagesOneMayOpen() {
		list(, , $html) = $this->shown(array('view' => 'cleared'), 'list');
		preg_match_all('/href="([^"]*)">([^<]*)</', $html, $found);
		$this->assertSame(array('Open', 'Cleared', 'Insight', 'Settings', 'Health'), $found[2]);
		$this->assertSame('config.php?display=smartmissedcalls&amp;smc=%2F&amp;view=cleared', $found[1][1]);
		$this->assertSame(1, substr_count($html, 'aria-current'));
		$this->assertMatchesRegularExpression('/aria-current="page" href="[^"]*view=cleared"/', $html);
		$this->browser->ampUser = new \ampuser('team', array('smartmissedcalls'));
		list(, , $html) = $this->shown(array('smc' => '/insight'), 'figures');
		$this->assertStringNotContainsString('Settings', $html);
		$this->assertMatchesRegularExpression('/aria-current="page" href="[^"]*insight"/', $html);
	}

	public function testBeforeAPageIsShownThereIsNeitherBarNorList() {
		$this->setUpDone();
		$pages = $this->pages();
		$pages->page();
		$this->assertSame(array(array(), ''), array($pages->actionBar(), $pages->navigation()));
		foreach (array(array(), array('display' => 'ringgroups'), array('display' => array('smartmissedcalls'))) as $request) {
			$this->assertSame(array(), $this->module->getActionBar($request));
			$this->assertSame('', $this->module->getRightNav($request));
		}
	}

	public function testWhatTakesLongSaysSoOnItsButton() {
		$script = file_get_contents(getenv('SMC_MODULE') . '/assets/js/frame.js');
		$this->assertStringContainsString('data-smc-busy', $script);
		$setup = $this->pages()->page();
		$this->assertSame(2, substr_count($setup, 'data-smc-busy="This takes up to half a minute."'));
		// The download stays on its page.
		$this->assertDoesNotMatchRegularExpression('/command=sql"[^>]*busy/', $setup);
		$this->setUpDone();
		$this->assertSame(1, substr_count($this->pages()->page(), 'data-smc-busy="This takes up to half a minute."'));
	}

	public function testTheSearchBoxFindsThePageForWhoMaySeeIt() {
		$results = array();
		$this->pages()->search('missed', $results);
		$this->assertSame('?display=smartmissedcalls', $results[0]['dest']);
		$none = array();
		$this->pages()->search('nothing', $none);
		$this->pages()->search('', $none);
		$this->browser->ampUser = new \ampuser('cdr', array('cdr'));
		$this->pages()->search('missed', $none);
		$this->assertSame(array(), $none);
	}
}
