<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Passes a browser's request on to the daemon, in the name of whom the PBX logged in, and its answer back. */
class Door {
	const LONGEST_FORM = 524288;
	/** Names of the page around ours, and of the PBX; everything else in the address belongs to our page. */
	private static $notOurs = array('display', 'smc', 'module', 'command', 'quietmode', 'fw_popover', 'load_version', 'type', 'action', '_');
	private static $forms = array('application/x-www-form-urlencoded', 'application/json');

	private $client;
	private $signer;
	private $frame;

	/** $frame is the page around ours: `freepbx` or `ucp`. */
	public function __construct(DaemonClient $client, IdentitySigner $signer, $frame) {
		$this->client = $client;
		$this->signer = $signer;
		$this->frame = $frame;
	}

	/**
	 * The answer for a request: `method`, `get` (the address's parameters), `type` and `accept` (headers), `body`, `origin`, `host`.
	 * Throws DaemonDown.
	 */
	public function pass(array $identity, array $request) {
		$method = $request['method'];
		if ($method !== 'GET' && $method !== 'POST') {
			return self::refusal(405);
		}
		$target = self::target($request['get']);
		if ($target === null) {
			return self::refusal(404);
		}
		$headers = array('X-SMC-Frame' => $this->frame, 'Accept' => self::accept($request['accept']));
		if ($method === 'POST') {
			$refused = self::formFault($request);
			if ($refused !== null) {
				return self::refusal($refused);
			}
			$headers['Content-Type'] = self::formType($request['type']);
		}
		$headers['X-SMC-Identity'] = $this->signer->header($identity, $method, $target);
		return $this->safe($this->client->ask($method, $target, $headers, $method === 'POST' ? $request['body'] : ''));
	}

	/** Our page's path and query out of the PBX's address; null where it is none of ours. */
	public static function target(array $get) {
		$path = isset($get['smc']) ? $get['smc'] : '/';
		if (!is_string($path) || strlen($path) > 500 || !preg_match('#^/(?:[A-Za-z0-9._~+-]+(?:/[A-Za-z0-9._~+-]+)*)?$#D', $path)
			|| preg_match('#/\.{1,2}(?:/|$)#', $path)) {
			return null;
		}
		$query = array();
		foreach ($get as $name => $value) {
			if (is_string($value) && !in_array((string) $name, self::$notOurs, true)) {
				$query[$name] = $value;
			}
		}
		return $path . (count($query) === 0 ? '' : '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986));
	}

	/** 403 for a form another site sent, 413 and 415 for what is no form of ours; null where all is well. */
	private static function formFault(array $request) {
		if (!self::isFromHere($request['origin'], $request['host'])) {
			return 403;
		}
		if (self::formType($request['type']) === null) {
			return 415;
		}
		return strlen($request['body']) > self::LONGEST_FORM ? 413 : null;
	}

	/** Browsers say where a form was sent from; the daemon's own token is asked besides. */
	public static function isFromHere($origin, $host) {
		if ($origin === '' || $origin === null) {
			return true;
		}
		$from = parse_url((string) $origin);
		if (!is_array($from) || !isset($from['host'])) {
			return false;
		}
		return strcasecmp($from['host'] . (isset($from['port']) ? ':' . $from['port'] : ''), (string) $host) === 0;
	}

	private static function formType($type) {
		$plain = strtolower(trim((string) strtok((string) $type, ';')));
		return in_array($plain, self::$forms, true) ? $plain : null;
	}

	private static function accept($accept) {
		return strpos((string) $accept, 'application/json') === 0 ? 'application/json' : 'text/html';
	}

	/** Only what a browser needs, and no way out of the PBX. */
	private function safe(Answer $answer) {
		$headers = array();
		foreach (array('content-type', 'content-disposition') as $name) {
			if ($answer->header($name) !== '') {
				$headers[$name] = $answer->header($name);
			}
		}
		if (preg_match('#^(?:config|ajax)\.php\?[^\s\\\\]+$#D', $answer->header('location'))) {
			$headers['location'] = $answer->header('location');
		}
		$safe = new Answer($answer->status, $headers, $answer->body);
		$safe->rest = $answer->rest;
		return $safe;
	}

	private static function refusal($status) {
		$texts = array(
			403 => _('This form was not sent from this PBX.'),
			404 => _('There is no such page.'),
			405 => _('This address does not do that.'),
			413 => _('That is too long to be kept.'),
			415 => _('This is no form of ours.'),
		);
		$html = '<div class="smc-problem"><p>' . Words::html($texts[$status]) . '</p></div>';
		return new Answer($status, array('content-type' => 'text/html; charset=utf-8'), $html);
	}
}
