<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The token of the forms PHP itself answers (start, set up): one a session, so that another site cannot send one. */
class FormToken {
	private $secret;
	private $session;

	public function __construct($secret, $sessionId) {
		$this->secret = $secret;
		$this->session = $sessionId;
	}

	public function value() {
		return hash_hmac('sha256', "smc-php-form-1\n" . $this->session, $this->secret);
	}

	public function fits($given) {
		return is_string($given) && $this->session !== '' && hash_equals($this->value(), $given);
	}
}
