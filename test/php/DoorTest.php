<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Answer;
use FreePBX\modules\Smartmissedcalls\DaemonClient;
use FreePBX\modules\Smartmissedcalls\DaemonDown;
use FreePBX\modules\Smartmissedcalls\Door;
use FreePBX\modules\Smartmissedcalls\IdentitySigner;

/** Answers as the test says, and keeps what it was asked. */
class ToldClient extends DaemonClient {
	public $asked = array();
	private $answer;

	public function __construct(Answer $answer) {
		parent::__construct('/nowhere');
		$this->answer = $answer;
	}

	public function ask($method, $pathWithQuery, array $headers = array(), $body = '') {
		$this->asked[] = array($method, $pathWithQuery, $headers, $body);
		return $this->answer;
	}
}

class DoorTest extends ModuleTestCase {
	private function request(array $more = array()) {
		return $more + array('method' => 'GET', 'get' => array(), 'type' => '', 'accept' => 'text/html', 'origin' => '', 'host' => 'pbx:8443', 'body' => '');
	}

	private function form(array $more = array()) {
		return $this->request($more + array('method' => 'POST', 'get' => array('smc' => '/entries/1/claim'), 'type' => 'application/x-www-form-urlencoded; charset=UTF-8', 'body' => 'token=1', 'origin' => 'https://pbx:8443'));
	}

	private function pass(array $request, $answer = null, &$asked = null) {
		$client = new ToldClient($answer ?: new Answer(200, array('content-type' => 'text/html'), 'hello'));
		$door = new Door($client, new IdentitySigner('secret'), 'freepbx');
		$result = $door->pass(array('client' => 'default'), $request);
		$asked = $client->asked;
		return $result;
	}

	public function testThePathAndTheRestOfTheAddressAreOurs() {
		$get = array('display' => 'smartmissedcalls', 'smc' => '/entries/12', 'view' => 'cleared', 'q' => 'A & B +ü', 'module' => 'x', 'command' => 'y', '_' => '1');
		$this->assertSame('/entries/12?view=cleared&q=A%20%26%20B%20%2B%C3%BC', Door::target($get));
		$this->assertSame('/', Door::target(array()));
	}

	/** @dataProvider strangePaths */
	public function testAPathThatIsNoneOfOursGoesNowhere($path) {
		$this->assertNull(Door::target(array('smc' => $path)));
		$this->assertSame(404, $this->pass($this->request(array('get' => array('smc' => $path))), null, $asked)->status);
		$this->assertSame(array(), $asked);
	}

	public function strangePaths() {
		return array_map(function ($path) {
			return array($path);
		}, array('', 'entries', '//evil.example', '/..', '/a/../b', '/./a', "/a\r\nX: y", '/a b', '/a?b=c', '/a#b', "/a\0", '/ü', '/%2e%2e', 'http://evil/', array('/'), '/' . str_repeat('a', 600), "/a\n", '/a/'));
	}

	public function testAStructureInTheAddressIsLeftOut() {
		$this->assertSame('/?a=1', Door::target(array('a' => '1', 'b' => array('2'), 'c' => array('d' => array('3')))));
	}

	public function testTheDaemonIsToldTheFrameAndWhoAsks() {
		$this->pass($this->request(), null, $asked);
		list($method, $target, $headers) = $asked[0];
		$this->assertSame(array('GET', '/', 'freepbx', 'text/html'), array($method, $target, $headers['X-SMC-Frame'], $headers['Accept']));
		$this->assertMatchesRegularExpression('/^[\w-]+\.[\w-]{43}$/', $headers['X-SMC-Identity']);
		$this->assertArrayNotHasKey('Content-Type', $headers);
	}

	public function testAFormIsPassedOnAsItWasSent() {
		$this->pass($this->form(array('accept' => 'application/json, text/javascript, */*; q=0.01')), null, $asked);
		list($method, $target, $headers, $body) = $asked[0];
		$this->assertSame(array('POST', '/entries/1/claim', 'token=1'), array($method, $target, $body));
		$this->assertSame(array('application/json', 'application/x-www-form-urlencoded'), array($headers['Accept'], $headers['Content-Type']));
	}

	/** @dataProvider refusedForms */
	public function testAFormIsRefused($status, array $more) {
		$this->assertSame($status, $this->pass($this->form($more), null, $asked)->status);
		$this->assertSame(array(), $asked);
	}

	public function refusedForms() {
		return array(
			'of another site' => array(403, array('origin' => 'https://evil.example')),
			'of another port' => array(403, array('origin' => 'https://pbx')),
			'of nowhere' => array(403, array('origin' => 'null')),
			'with files' => array(415, array('type' => 'multipart/form-data; boundary=x')),
			'of plain text' => array(415, array('type' => 'text/plain')),
			'without a type' => array(415, array('type' => '')),
			'too long' => array(413, array('body' => str_repeat('a', Door::LONGEST_FORM + 1))),
			'with another method' => array(405, array('method' => 'DELETE')),
		);
	}

	public function testOnlyWhatABrowserNeedsComesBack() {
		$answer = new Answer(303, array('location' => 'config.php?display=smartmissedcalls&smc=%2F', 'set-cookie' => 'a=b', 'x-frame-options' => 'DENY', 'content-type' => 'text/html'), '');
		$this->assertSame(array('content-type' => 'text/html', 'location' => 'config.php?display=smartmissedcalls&smc=%2F'), $this->pass($this->form(), $answer)->headers);
	}

	/** @dataProvider waysOut */
	public function testNoAnswerLeadsAwayFromThePbx($location) {
		$this->assertSame('', $this->pass($this->form(), new Answer(303, array('location' => $location), ''))->header('location'));
	}

	public function waysOut() {
		return array(array('https://evil.example/'), array('//evil.example'), array('/'), array('config.php'), array("config.php?a\r\nSet-Cookie: b"), array('config.php?a\\b'), array('javascript:alert(1)'));
	}

	public function testHalfAnAnswerIsNone() {
		$this->assertNull(Answer::parse(''));
		$this->assertNull(Answer::parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"));
		$this->assertNull(Answer::parse("SMTP 220 hello\r\n\r\n"));
		$this->assertSame('', Answer::parse("HTTP/1.1 204 No Content\r\n\r\n")->body);
		$this->assertSame(array('a' => 'b: c'), Answer::parse("HTTP/1.0 200\r\nA: b: c\r\nnonsense\r\n\r\n")->headers);
	}

	public function testADaemonThatIsNotThereIsDown() {
		$this->expectException(DaemonDown::class);
		(new DaemonClient($this->folder . '/none.sock', 0.2))->ask('GET', '/');
	}

	public function testADaemonThatSaysNothingIsDownInTime() {
		$server = stream_socket_server('unix://' . $this->folder . '/mute.sock');
		$from = microtime(true);
		try {
			(new DaemonClient($this->folder . '/mute.sock', 0.3))->ask('GET', '/');
			$this->fail('it answered');
		} catch (DaemonDown $down) {
			$this->assertLessThan(2.0, microtime(true) - $from);
		}
		fclose($server);
	}

	public function testALongFileIsNeverHeldWhole() {
		$lot = str_repeat('0123456789abcdef', 65536);
		$child = $this->answerOnce($this->folder . '/big.sock', array_merge(
			array("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=\"calls.csv\"\r\n", "\r\nhead\n"),
			array_fill(0, 80, $lot)
		));
		$peak = memory_get_peak_usage();
		$door = new Door(new DaemonClient($this->folder . '/big.sock'), new IdentitySigner('secret'), 'freepbx');
		$answer = $door->pass(array('client' => 'default'), $this->request(array('get' => array('smc' => '/export'))));
		$this->assertSame('attachment; filename="calls.csv"', $answer->header('content-disposition'));
		$sum = hash_init('sha256');
		$length = 0;
		foreach ($answer->pieces() as $piece) {
			hash_update($sum, $piece);
			$length += strlen($piece);
		}
		pcntl_waitpid($child, $status);
		$this->assertSame(5 + 80 * 1048576, $length);
		$whole = hash_init('sha256');
		hash_update($whole, "head\n");
		for ($i = 0; $i < 80; $i++) {
			hash_update($whole, $lot);
		}
		$this->assertSame(hash_final($whole), hash_final($sum));
		$this->assertLessThan(4 * 1048576, memory_get_peak_usage() - $peak);
	}

	public function testAPageThatBreaksOffIsNone() {
		$child = $this->answerOnce($this->folder . '/half.sock', array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", 'half'));
		try {
			(new DaemonClient($this->folder . '/half.sock'))->ask('GET', '/');
			$this->fail('it was taken');
		} catch (DaemonDown $down) {
			$this->assertStringContainsString('stopped', $down->getMessage());
		}
		pcntl_waitpid($child, $status);
	}

	public function testALineBreakCannotMakeASecondHeader() {
		$this->expectException(\InvalidArgumentException::class);
		(new DaemonClient('/none'))->ask('GET', "/ HTTP/1.0\r\nX: y");
	}
}
