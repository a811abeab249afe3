<?php
// Plays a browser at a PBX: reads who is logged in and what he asks from standard input, and prints every answer that goes back.
require __DIR__ . '/bootstrap.php';

$told = json_decode(stream_get_contents(STDIN), true);
$pbx = new \Tests\Pbx(array('ASTVARLIBDIR' => $told['varLib']), array(
	'users' => array(array('extension' => '101'), array('extension' => '102'), array('extension' => '205')),
));
$module = new \FreePBX\modules\Smartmissedcalls($pbx);
$pbx->Smartmissedcalls = $module;
\FreePBX::$made = $pbx;

/** The control panel's side, with its user logged in. */
class UcpOfTests extends \UCP\Modules {
}
require getenv('SMC_MODULE') . '/ucp/Smartmissedcalls.class.php';
class WidgetOfTests extends \UCP\Modules\Smartmissedcalls {
	public $browser;

	protected function browser() {
		return $this->browser;
	}
}
class UserOfTests {
	public $user;

	public function getUser() {
		return $this->user;
	}
}
class UcpHost {
	public $FreePBX;
	public $User;
	public $enable = null;

	public function getCombinedSettingByID($uid, $module, $setting) {
		return $this->enable;
	}
}

$who = $told['who'];
$answers = array();
foreach ($told['requests'] as $request) {
	$browser = new \Tests\SilentBrowser();
	$browser->request = $request + $browser->request;
	if ($who['kind'] === 'ucp') {
		$host = new UcpHost();
		$host->FreePBX = $pbx;
		$host->enable = $who['enable'];
		$host->User = new UserOfTests();
		$host->User->user = $who['user'];
		$pbx->Userman->users[7] = $who['user'];
		$pbx->Userman->own[7]['smartmissedcalls'] = $who['settings'];
		$widget = new WidgetOfTests(null);
		$widget->UCP = $host;
		$widget->browser = $browser;
		$widget->ajaxCustomHandler();
	} else {
		$browser->ampUser = $who['kind'] === 'nobody' ? null : new ampuser($who['name'], $who['sections'], $who['low'], $who['high']);
		$pages = new \FreePBX\modules\Smartmissedcalls\Pages($module->parts(), $browser);
		$pages->ajax('page');
	}
	$answer = $browser->sent[0];
	$answers[] = array('status' => $answer->status, 'headers' => (object) $answer->headers, 'body' => $answer->body);
}
echo json_encode($answers);
