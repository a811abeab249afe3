<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Our pages inside the administrator's FreePBX. */
class Pages {
	private static $commands = array('page', 'start', 'setup', 'sql', 'finish');

	private $parts;
	private $browser;
	/** The daemon's page; '' while none is shown. */
	private $shown = '';

	public function __construct(Parts $parts, Browser $browser) {
		$this->parts = $parts;
		$this->browser = $browser;
	}

	/** What ajax.php may be asked for. */
	public static function commands() {
		return self::$commands;
	}

	/**
	 * A form of ours, and whatever is no page inside FreePBX's, is answered here and ends the request. Each form of ours carries our token;
	 * others that come to this address are FreePBX's own, which sends some to whatever page is open.
	 */
	public function beforePage() {
		$request = $this->browser->request();
		$isPart = isset($request['get']['part']) || strpos($request['accept'], 'application/json') === 0;
		$post = $this->browser->post();
		$isForm = $request['method'] === 'POST' && isset($post['token']);
		if (isset($request['get']['smc']) && ($isForm || $isPart)) {
			$this->browser->finish($this->answer($request));
		}
	}

	/** The HTML inside FreePBX's page. */
	public function page() {
		if (!$this->parts->setup()->isDone()) {
			return $this->view('setup', $this->browser->takeKept());
		}
		// A form that came this far is FreePBX's: for us its page is looked at.
		$answer = $this->answer(array('method' => 'GET') + $this->browser->request());
		if ($answer->status === 503) {
			return $this->view('down', array('why' => $answer->header('x-smc-why')) + $this->browser->takeKept());
		}
		$isPage = strpos($answer->header('content-type'), 'text/html') === 0 || $answer->header('content-type') === '';
		if (!$isPage || $answer->header('location') !== '') {
			$this->browser->finish($answer);
		}
		$this->shown = $answer->body;
		return Around::frame($answer->body);
	}

	/**
	 * ajax.php. FreePBX lets requests of this machine itself through without a login, and knows neither section nor token: all three
	 * are asked here, of everybody.
	 */
	public function ajax($command) {
		$request = $this->browser->request();
		if (!in_array($command, self::$commands, true)) {
			$this->browser->send($this->plain(404, _('There is no such page.')));
		} elseif ($this->identity() === null) {
			$this->browser->send($this->plain($this->browser->ampUser() === null ? 401 : 403, $this->deniedText()));
		} elseif ($command === 'page') {
			$this->browser->send($this->answer($request));
		} else {
			$this->browser->send($this->own($command, $request));
		}
		return true;
	}

	/** FreePBX's list beside a page of ours, asked for once that is shown. */
	public function navigation() {
		return $this->shown === '' ? '' : Around::navigation($this->identityPermissions(), $this->browser->request()['get']);
	}

	public function actionBar() {
		return Around::bar($this->shown);
	}

	/** Hits of FreePBX's own search box: only our page, since callers' names belong to those who may see the list. */
	public function search($query, &$results) {
		$words = array(_('Smart Missed Calls'), _('missed calls'), _('call back'));
		foreach ($words as $word) {
			if ($query !== '' && mb_stripos($word, (string) $query, 0, 'UTF-8') !== false && $this->identity() !== null) {
				$results[] = array('text' => _('Smart Missed Calls'), 'type' => 'get', 'dest' => '?display=smartmissedcalls');
				return;
			}
		}
	}

	/** The answer of the daemon, in the name of whom FreePBX logged in. */
	private function answer(array $request) {
		$identity = $this->identity();
		if ($identity === null) {
			return $this->plain($this->browser->ampUser() === null ? 401 : 403, $this->deniedText());
		}
		$this->browser->closeSession();
		try {
			return $this->parts->door('freepbx')->pass($identity, $request);
		} catch (DaemonDown $down) {
			$answer = $this->plain(503, $down->getMessage());
			$answer->headers['x-smc-why'] = $down->getMessage();
			return $answer;
		}
	}

	/** What PHP itself does: only a full administrator may, with the token of his own session. */
	private function own($command, array $request) {
		$post = $this->browser->post();
		$token = isset($post['smc_token']) ? $post['smc_token'] : null;
		if ($request['method'] !== 'POST') {
			return $this->plain(405, _('This address does not do that.'));
		}
		if (!in_array('admin', $this->identityPermissions(), true)) {
			return $this->plain(403, $this->deniedText());
		}
		if (!Door::isFromHere($request['origin'], $request['host']) || !$this->formToken()->fits($token)) {
			return $this->plain(403, _('This form was not sent from this PBX.'));
		}
		try {
			return $this->done($command, $post);
		} catch (\RuntimeException $failure) {
			// Shown once, on the page the form came from; the password is typed anew.
			$this->browser->keep(array('fault' => $failure->getMessage(), 'account' => self::text($post, 'user')));
			return self::home();
		}
	}

	private function done($command, array $post) {
		$setup = $this->parts->setup();
		if ($command === 'sql') {
			return new Answer(200, array(
				'content-type' => 'text/plain; charset=utf-8',
				'content-disposition' => 'attachment; filename="smartmissedcalls.sql"',
			), $setup->sql());
		}
		if ($command === 'setup') {
			$setup->withAccount(self::text($post, 'user'), self::text($post, 'password'), self::text($post, 'host'));
		} elseif ($command === 'finish') {
			$setup->finish();
		}
		$life = $this->parts->life();
		if (!($command === 'start' ? $life->start() : $life->restart())) {
			throw new \RuntimeException(_('The daemon did not start: see smartmissedcalls_err.log among the logs of Asterisk.'));
		}
		return self::home();
	}

	private static function home() {
		return new Answer(303, array('location' => 'config.php?display=smartmissedcalls'), '');
	}

	private function identity() {
		return $this->parts->whoAsks()->administrator($this->browser->ampUser());
	}

	private function identityPermissions() {
		$identity = $this->identity();
		return $identity === null ? array() : $identity['permissions'];
	}

	private function formToken() {
		return new FormToken(Secret::ensure($this->parts->paths()->secret()), $this->browser->sessionId());
	}

	/** A view of ours with what every one needs. */
	private function view($name, array $more = array()) {
		$isAdmin = in_array('admin', $this->identityPermissions(), true);
		$token = '';
		if ($isAdmin) {
			$this->parts->setup()->prepare();
			$token = $this->formToken()->value();
		}
		return load_view($this->parts->paths()->module() . '/views/' . $name . '.php', $more + array(
			'isAdmin' => $isAdmin,
			'token' => $token,
			'fault' => '',
			'account' => 'root',
			'why' => '',
			'missing' => Requirements::missing($this->parts),
			'isOld' => $this->parts->setup()->isOld(),
		));
	}

	private function deniedText() {
		return $this->browser->ampUser() === null
			? _('Please log in to the PBX and open this page again.')
			: _('You may not see this page. Ask an administrator of the PBX for the permission.');
	}

	private function plain($status, $text) {
		return new Answer($status, array('content-type' => 'text/html; charset=utf-8'), '<div class="smc-problem"><p>' . Words::html($text) . '</p></div>');
	}

	private static function text(array $post, $name) {
		return isset($post[$name]) && is_string($post[$name]) ? $post[$name] : '';
	}
}
