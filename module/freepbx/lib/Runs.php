<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Extensions in few words: 101, 102 and 103 are `101-103`. A header must hold the phones of the largest PBX. */
class Runs {
	/** The same extensions, each run of neighbours as one. */
	public static function of(array $extensions) {
		$numbers = array();
		$others = array();
		foreach (array_unique(array_map('strval', $extensions)) as $one) {
			if (preg_match('/^\d{1,9}$/', $one)) {
				$numbers[strlen($one)][] = (int) $one;
			} else {
				$others[] = $one;
			}
		}
		$runs = array();
		ksort($numbers);
		foreach ($numbers as $length => $ofLength) {
			sort($ofLength);
			$runs = array_merge($runs, self::neighbours($ofLength, $length));
		}
		return array_merge($runs, $others);
	}

	private static function neighbours(array $sorted, $length) {
		$runs = array();
		$from = $to = null;
		foreach (array_merge($sorted, array(null)) as $one) {
			if ($from !== null && $one !== $to + 1) {
				$runs[] = $from === $to ? self::written($from, $length) : self::written($from, $length) . '-' . self::written($to, $length);
				$from = null;
			}
			$from = $from === null ? $one : $from;
			$to = $one;
		}
		return $runs;
	}

	private static function written($number, $length) {
		return str_pad((string) $number, $length, '0', STR_PAD_LEFT);
	}
}
