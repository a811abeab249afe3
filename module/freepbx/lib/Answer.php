<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What the daemon answered. */
class Answer {
	public $status;
	/** Lower-case name → value. */
	public $headers;
	public $body;
	/** Of a file: a generator of what comes after the body, read while it is sent; null when all is there. */
	public $rest = null;

	public function __construct($status, array $headers, $body) {
		$this->status = $status;
		$this->headers = $headers;
		$this->body = $body;
	}

	public function header($name) {
		return isset($this->headers[$name]) ? $this->headers[$name] : '';
	}

	/** The body, piece by piece. Throws DaemonDown when the daemon stops in the middle. */
	public function pieces() {
		yield $this->body;
		while ($this->rest !== null && $this->rest->valid()) {
			yield $this->rest->current();
			$this->rest->next();
		}
	}

	public function isFile() {
		return strpos($this->header('content-disposition'), 'attachment') === 0;
	}

	/** An answer of HTTP/1.x from its bytes, or null when they are none, or not all of one. */
	public static function parse($bytes) {
		$answer = self::begun($bytes);
		return $answer !== null && strlen($answer->body) < (int) $answer->header('content-length') ? null : $answer;
	}

	/** The same of which the head has come, and the body in part. */
	public static function begun($bytes) {
		$end = strpos($bytes, "\r\n\r\n");
		if ($end === false || !preg_match('#^HTTP/1\.[01] (\d{3})[ \r]#', $bytes . "\r", $found)) {
			return null;
		}
		$lines = explode("\r\n", substr($bytes, 0, $end));
		$headers = array();
		foreach (array_slice($lines, 1) as $line) {
			$parts = explode(':', $line, 2);
			if (count($parts) === 2) {
				$headers[strtolower(trim($parts[0]))] = trim($parts[1]);
			}
		}
		return new self((int) $found[1], $headers, (string) substr($bytes, $end + 4));
	}
}
