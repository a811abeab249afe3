<?php
namespace FreePBX\modules\Smartmissedcalls;

/**
 * The one page that needs no login: no more messages to whoever got one. Its link is the proof, and the daemon alone judges it; nothing else of
 * the daemon can be reached from here, and no identity goes along.
 */
class OpenDoor {
	const COMMAND = 'unsubscribe';
	const LONGEST = 200;
	private static $names = array('c', 'm', 's');

	private $client;

	public function __construct(DaemonClient $client) {
		$this->client = $client;
	}

	/** Looking changes nothing; a form does, and a mail program's own button (RFC 8058). */
	public function answer(array $request) {
		$method = $request['method'] === 'HEAD' ? 'GET' : $request['method'];
		if ($method !== 'GET' && $method !== 'POST') {
			return self::page(405, self::problem(_('This address does not do that.')));
		}
		$headers = array('X-SMC-Frame' => 'open', 'Accept' => 'text/html');
		$language = isset($request['language']) ? preg_replace('/[^A-Za-z0-9,;=.* -]/', '', (string) $request['language']) : '';
		if ($language !== '') {
			$headers['Accept-Language'] = substr($language, 0, self::LONGEST);
		}
		try {
			$answer = $this->client->ask($method, self::target($request['get']), $headers);
		} catch (DaemonDown $down) {
			return self::page(503, self::problem($down->getMessage()));
		}
		return self::page($answer->status, $answer->body);
	}

	/** Of the address only what the link is made of. */
	private static function target(array $get) {
		$query = array();
		foreach (self::$names as $name) {
			if (isset($get[$name]) && is_string($get[$name]) && strlen($get[$name]) <= self::LONGEST) {
				$query[$name] = $get[$name];
			}
		}
		return '/unsubscribe' . (count($query) === 0 ? '' : '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986));
	}

	private static function problem($text) {
		return '<p>' . Words::html($text) . '</p>';
	}

	/** No other site frames the button, and the address with its proof is told to nobody. */
	private static function page($status, $html) {
		return new Answer($status, array(
			'content-type' => 'text/html; charset=utf-8',
			'content-security-policy' => "frame-ancestors 'none'",
			'referrer-policy' => 'no-referrer',
		), $html);
	}
}
