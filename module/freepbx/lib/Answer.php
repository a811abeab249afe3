<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What the daemon answered. */
class Answer {
	public $status;
	/** Lower-case name → value. */
	public $headers;
	public $body;

	public function __construct($status, array $headers, $body) {
		$this->status = $status;
		$this->headers = $headers;
		$this->body = $body;
	}

	public function header($name) {
		return isset($this->headers[$name]) ? $this->headers[$name] : '';
	}

	/** An answer of HTTP/1.x from its bytes, or null when they are none. */
	public static function parse($bytes) {
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
		$body = (string) substr($bytes, $end + 4);
		if (isset($headers['content-length']) && strlen($body) < (int) $headers['content-length']) {
			return null;
		}
		return new self((int) $found[1], $headers, $body);
	}
}
