<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The browser's request, and the way back to it; tests give another. */
class Browser {
	public function request() {
		return array(
			'method' => self::server('REQUEST_METHOD') === '' ? 'GET' : self::server('REQUEST_METHOD'),
			'get' => $_GET,
			'type' => self::server('CONTENT_TYPE'),
			'accept' => self::server('HTTP_ACCEPT'),
			'language' => self::server('HTTP_ACCEPT_LANGUAGE'),
			'origin' => self::server('HTTP_ORIGIN'),
			'host' => self::server('HTTP_HOST'),
			'body' => self::server('REQUEST_METHOD') === 'POST' ? (string) file_get_contents('php://input', false, null, 0, Door::LONGEST_FORM + 1) : '',
		);
	}

	public function post() {
		return $_POST;
	}

	/** The administrator FreePBX knows, or null. */
	public function ampUser() {
		return isset($_SESSION['AMP_user']) ? $_SESSION['AMP_user'] : null;
	}

	public function sessionId() {
		return (string) session_id();
	}

	/** Lets other requests of this user go on: the daemon may take a moment. */
	public function closeSession() {
		if (session_status() === PHP_SESSION_ACTIVE) {
			session_write_close();
		}
	}

	/** Keeps something for the next page of this session. */
	public function keep(array $kept) {
		$_SESSION['smartmissedcalls'] = $kept;
	}

	/** What was kept for this page, once. */
	public function takeKept() {
		$kept = isset($_SESSION['smartmissedcalls']) && is_array($_SESSION['smartmissedcalls']) ? $_SESSION['smartmissedcalls'] : array();
		unset($_SESSION['smartmissedcalls']);
		return $kept;
	}

	/** Sends an answer as it is and ends. */
	public function finish(Answer $answer) {
		$this->send($answer);
		exit;
	}

	public function send(Answer $answer) {
		while (ob_get_level() > 0 && ob_end_clean()) {
			continue;
		}
		http_response_code($answer->status);
		header('Cache-Control: no-store');
		header('X-Content-Type-Options: nosniff');
		foreach ($answer->headers as $name => $value) {
			if (strpos($name, 'x-') !== 0) {
				header(ucwords($name, '-') . ': ' . $value);
			}
		}
		if ($answer->rest === null) {
			echo $answer->body;
			return;
		}
		try {
			foreach ($answer->pieces() as $piece) {
				echo $piece;
				flush();
			}
		} catch (DaemonDown $stopped) {
			// The head is sent: a file that lacks its end says so where it ends.
			echo "\r\n" . $stopped->getMessage() . "\r\n";
		}
	}

	private static function server($name) {
		return isset($_SERVER[$name]) && is_string($_SERVER[$name]) ? $_SERVER[$name] : '';
	}
}
