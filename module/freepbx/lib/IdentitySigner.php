<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Signs who asks, for one request: the daemon believes nothing else. The contract stands in shared/identity.ts. */
class IdentitySigner {
	const LIFE_SECONDS = 30;

	private $secret;
	private $now;

	/** $now is a function that gives the time in seconds. */
	public function __construct($secret, $now = 'time') {
		$this->secret = $secret;
		$this->now = $now;
	}

	/** The value of X-SMC-Identity for this request. */
	public function header(array $identity, $method, $pathWithQuery) {
		$at = call_user_func($this->now);
		$signed = $identity + array(
			'version' => 1,
			'nonce' => Secret::random(16),
			'issuedAt' => $at,
			'expiresAt' => $at + self::LIFE_SECONDS,
		);
		$json = json_encode($signed, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
		if ($json === false) {
			throw new \RuntimeException('the identity is no JSON: ' . json_last_error_msg());
		}
		$payload = self::base64url($json);
		$text = "smc-identity-1\n" . $method . "\n" . $pathWithQuery . "\n" . $payload;
		return $payload . '.' . self::base64url(hash_hmac('sha256', $text, $this->secret, true));
	}

	private static function base64url($bytes) {
		return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
	}
}
