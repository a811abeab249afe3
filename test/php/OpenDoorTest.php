<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Answer;
use FreePBX\modules\Smartmissedcalls\DaemonClient;
use FreePBX\modules\Smartmissedcalls\DaemonDown;
use FreePBX\modules\Smartmissedcalls\OpenDoor;
use FreePBX\modules\Smartmissedcalls\Pages;

/** Keeps what it was asked; says nothing where it has no answer. */
class CountingClient extends DaemonClient {
	public $asked = array();
	public $answer;

	public function __construct() {
		$this->answer = new Answer(200, array('content-type' => 'text/html', 'set-cookie' => 'a=b', 'location' => 'https://evil.example/'), 'page');
	}

	public function ask($method, $pathWithQuery, array $headers = array(), $body = '') {
		$this->asked[] = array($method, $pathWithQuery, $headers, $body);
		if ($this->answer === null) {
			throw new DaemonDown('The daemon <b>does not answer.');
		}
		return $this->answer;
	}
}

class OpenDoorTest extends ModuleTestCase {
	private $client;

	protected function setUp(): void {
		parent::setUp();
		$this->client = new CountingClient();
	}

	private function ask(array $more) {
		$door = new OpenDoor($this->client);
		return $door->answer($more + array('method' => 'GET', 'get' => array('module' => 'smartmissedcalls', 'command' => 'unsubscribe', 'c' => 'default', 'm' => '7', 's' => 'a-_B'), 'type' => '', 'accept' => '*/*', 'origin' => '', 'host' => 'pbx', 'body' => ''));
	}

	public function testOnlyThisCommandPassesWithoutALoginAndFromElsewhere() {
		$setting = array();
		$this->assertTrue($this->module->ajaxRequest('unsubscribe', $setting));
		$this->assertSame(array('authenticate' => false, 'allowremote' => true), $setting);
		foreach (array_merge(Pages::commands(), array('Unsubscribe', 'unsubscribe ', '', null, 0, true, array('unsubscribe'))) as $other) {
			$setting = array();
			$this->module->ajaxRequest($other, $setting);
			$this->assertArrayNotHasKey('authenticate', $setting);
			$this->assertArrayNotHasKey('allowremote', $setting);
		}
		$this->assertNotContains('unsubscribe', Pages::commands());
	}

	public function testLookingAsksTheDaemonInNobodysName() {
		$answer = $this->ask(array('language' => "de-DE,de;q=0.9\r\nX-SMC-Identity: forged"));
		$this->assertSame(array(200, 'page'), array($answer->status, $answer->body));
		$headers = array('X-SMC-Frame' => 'open', 'Accept' => 'text/html', 'Accept-Language' => 'de-DE,de;q=0.9X-SMC-Identity forged');
		$this->assertSame(array(array('GET', '/unsubscribe?c=default&m=7&s=a-_B', $headers, '')), $this->client->asked);
	}

	public function testTheButtonOfAMailProgramDoesIt() {
		$this->ask(array('method' => 'POST', 'type' => 'application/x-www-form-urlencoded', 'body' => 'List-Unsubscribe=One-Click'));
		$this->ask(array('method' => 'POST', 'origin' => 'https://mail.example'));
		$this->assertSame(array('POST', 'POST'), array_column($this->client->asked, 0));
	}

	public function testWhatScansLinksChangesNothing() {
		$this->ask(array('method' => 'HEAD'));
		$this->assertSame('GET', $this->client->asked[0][0]);
		foreach (array('PUT', 'DELETE', 'OPTIONS', 'post') as $method) {
			$this->assertSame(405, $this->ask(array('method' => $method))->status);
		}
		$this->assertCount(1, $this->client->asked);
	}

	public function testNoOtherPageCanBeReached() {
		$this->ask(array('get' => array('smc' => '/settings', 'c' => "default&x=/../\r\nHost: a", 'm' => array('7'), 's' => str_repeat('a', 201), 'part' => '1')));
		$this->assertSame('/unsubscribe?c=default%26x%3D%2F..%2F%0D%0AHost%3A%20a', $this->client->asked[0][1]);
		$this->ask(array('get' => array()));
		$this->assertSame('/unsubscribe', $this->client->asked[1][1]);
	}

	public function testOfTheAnswerOnlyThePageComesBack() {
		$this->assertSame(array('content-type', 'content-security-policy', 'referrer-policy'), array_keys($this->ask(array())->headers));
		$this->client->answer = new Answer(404, array(), 'unknown');
		$this->assertSame(404, $this->ask(array())->status);
		$this->client->answer = null;
		$down = $this->ask(array());
		$this->assertSame(array(503, '<p>The daemon &lt;b&gt;does not answer.</p>'), array($down->status, $down->body));
	}
}
