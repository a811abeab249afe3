<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Speaks HTTP to the daemon over its unix socket; curl cannot on the PBXs of CentOS 7. */
class DaemonClient {
	const MOST_BYTES = 67108864;
	/** A long list as a file comes piece by piece: as long as pieces come it may take so long. */
	const LONGEST_SECONDS = 120;
	const PIECE = 65536;

	private $socket;
	private $timeout;

	public function __construct($socket, $timeoutSeconds = 10.0) {
		$this->socket = $socket;
		$this->timeout = $timeoutSeconds;
	}

	/**
	 * One request. Header names and values may hold no line break. A file is read while it is sent on, whatever its length. Throws DaemonDown
	 * when nothing, or only a part, comes back in time.
	 */
	public function ask($method, $pathWithQuery, array $headers = array(), $body = '') {
		$head = array($method . ' ' . $pathWithQuery . ' HTTP/1.0', 'Host: localhost', 'Connection: close');
		if ($body !== '' || $method === 'POST') {
			$headers['Content-Length'] = (string) strlen($body);
		}
		foreach ($headers as $name => $value) {
			$head[] = $name . ': ' . $value;
		}
		if (preg_match('/[\r\n\0]/', implode('', $head))) {
			throw new \InvalidArgumentException('a line break in a request');
		}
		$pieces = $this->exchange(implode("\r\n", $head) . "\r\n\r\n" . $body);
		$begun = null;
		for ($bytes = ''; $pieces->valid(); $pieces->next()) {
			$bytes .= $pieces->current();
			$begun = $begun === null ? Answer::begun($bytes) : $begun;
			if ($begun !== null && $begun->isFile()) {
				$pieces->next();
				$begun->rest = $pieces;
				return $begun;
			}
			if (strlen($bytes) > self::MOST_BYTES) {
				throw new DaemonDown(_('The daemon takes too long to answer.'));
			}
		}
		$answer = Answer::parse($bytes);
		if ($answer === null) {
			throw new DaemonDown(_('The daemon began to answer and stopped.'));
		}
		return $answer;
	}

	/** The answer's pieces as they come; the time its reader takes is his own. */
	private function exchange($request) {
		$last = microtime(true) + max($this->timeout, $this->timeout < 1 ? 0 : self::LONGEST_SECONDS);
		$end = microtime(true) + $this->timeout;
		$stream = @stream_socket_client('unix://' . $this->socket, $number, $text, $this->timeout);
		if ($stream === false) {
			throw new DaemonDown(_('The daemon does not answer.'));
		}
		stream_set_blocking($stream, false);
		$sent = 0;
		while (!feof($stream)) {
			$left = $end - microtime(true);
			if ($left <= 0) {
				fclose($stream);
				throw new DaemonDown(_('The daemon takes too long to answer.'));
			}
			$read = array($stream);
			$write = $sent < strlen($request) ? array($stream) : array();
			$none = null;
			@stream_select($read, $write, $none, (int) $left, (int) (($left - (int) $left) * 1000000));
			if ($write) {
				$count = @fwrite($stream, substr($request, $sent, self::PIECE));
				// A daemon that refuses a long form answers before it has read it all.
				$sent = $count === false || $count === 0 ? strlen($request) : $sent + $count;
			}
			if ($read) {
				$piece = (string) @fread($stream, self::PIECE);
				if ($piece !== '') {
					$from = microtime(true);
					yield $piece;
					$last += microtime(true) - $from;
					$end = min($last, microtime(true) + $this->timeout);
				}
			}
		}
		fclose($stream);
	}
}
