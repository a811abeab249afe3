<?php
// Reads PHP from standard input and names, a line each, what PHP 5.6 could not read or does not have.
$newerTokens = array(
	'T_COALESCE' => '??', 'T_COALESCE_EQUAL' => '??=', 'T_SPACESHIP' => '<=>', 'T_NULLSAFE_OBJECT_OPERATOR' => '?->', 'T_FN' => 'fn',
	'T_MATCH' => 'match', 'T_ENUM' => 'enum', 'T_READONLY' => 'readonly', 'T_ATTRIBUTE' => 'an attribute',
);
$newerFunctions = array(
	'random_int', 'intdiv', 'str_contains', 'str_starts_with', 'str_ends_with', 'array_key_first', 'array_key_last', 'is_countable',
	'is_iterable', 'hrtime', 'error_clear_last', 'preg_replace_callback_array', 'mb_str_split', 'get_debug_type', 'array_is_list', 'mb_chr', 'mb_ord',
);
$tokens = array();
foreach (token_get_all(stream_get_contents(STDIN)) as $token) {
	$id = is_array($token) ? $token[0] : null;
	if (!in_array($id, array(T_WHITESPACE, T_COMMENT, T_DOC_COMMENT), true)) {
		$tokens[] = array('id' => $id === null ? '' : token_name($id), 'text' => is_array($token) ? $token[1] : $token, 'line' => is_array($token) ? $token[2] : 0);
	}
}
$faults = array();
$at = function ($index) use ($tokens) {
	return isset($tokens[$index]) ? $tokens[$index] : array('id' => '', 'text' => '', 'line' => 0);
};
$isName = function ($token) {
	return in_array($token['id'], array('T_STRING', 'T_NAME_QUALIFIED', 'T_NAME_FULLY_QUALIFIED', 'T_NS_SEPARATOR', 'T_ARRAY', 'T_CALLABLE', 'T_STATIC'), true);
};
$scalars = array('int', 'float', 'string', 'bool', 'iterable', 'object', 'mixed', 'void', 'never', 'null', 'false');
$line = 0;
foreach ($tokens as $index => $token) {
	$line = $token['line'] ?: $line;
	$say = function ($what) use (&$faults, &$line) {
		$faults[] = "line $line: $what";
	};
	$text = $token['text'];
	$before = $at($index - 1);
	$after = $at($index + 1);
	if (isset($newerTokens[$token['id']])) {
		$say($newerTokens[$token['id']]);
	}
	if ($token['id'] === 'T_STRING' && in_array(strtolower($text), $newerFunctions, true) && $after['text'] === '('
		&& !in_array($before['id'], array('T_OBJECT_OPERATOR', 'T_DOUBLE_COLON', 'T_FUNCTION'), true)) {
		$say($text);
	}
	if (($token['id'] === 'T_STRING' || $token['id'] === 'T_NAME_FULLY_QUALIFIED') && in_array(ltrim($text, '\\'), array('Throwable', 'TypeError', 'Error'), true)) {
		$say(ltrim($text, '\\'));
	}
	if (in_array($token['id'], array('T_LNUMBER', 'T_DNUMBER'), true) && strpos($text, '_') !== false) {
		$say('a number with _');
	}
	if ($text === ',' && in_array($after['text'], array(')', ']'), true) && $after['text'] === ')') {
		// array( … , ) is as old as PHP; a call or a signature is not.
		for ($depth = 0, $back = $index - 1; $back >= 0; $back--) {
			$depth += $at($back)['text'] === ')' ? 1 : ($at($back)['text'] === '(' ? -1 : 0);
			if ($depth < 0) {
				break;
			}
		}
		if (!in_array($at($back - 1)['id'], array('T_ARRAY'), true)) {
			$say('a comma at the end of a list');
		}
	}
	if ($text === ')' && $after['text'] === ':') {
		for ($depth = 0, $back = $index; $back >= 0; $back--) {
			$depth += $at($back)['text'] === ')' ? 1 : ($at($back)['text'] === '(' ? -1 : 0);
			if ($depth === 0) {
				break;
			}
		}
		// The list of a signature, or what a closure uses; the colon of `a ? b() : c` follows a call.
		$isSignature = in_array($at($back - 1)['id'], array('T_FUNCTION', 'T_USE', 'T_FN'), true) || $at($back - 2)['id'] === 'T_FUNCTION';
		if ($isSignature) {
			$say('a return type');
		}
	}
	if ($token['id'] === 'T_FUNCTION') {
		$start = $index + 1;
		while ($at($start)['text'] !== '(' && $at($start)['text'] !== '') {
			$start++;
		}
		for ($depth = 0, $inside = $start; $inside < count($tokens); $inside++) {
			$depth += $at($inside)['text'] === '(' ? 1 : ($at($inside)['text'] === ')' ? -1 : 0);
			if ($depth === 0) {
				break;
			}
			$isType = $depth === 1 && $at($inside + 1)['id'] === 'T_VARIABLE' && $isName($at($inside));
			if ($isType && in_array(strtolower($at($inside)['text']), $scalars, true)) {
				$say('a type in a signature: ' . $at($inside)['text']);
			}
			if ($depth === 1 && $at($inside)['text'] === '?' && $isName($at($inside + 1))) {
				$say('a type in a signature: ?');
			}
		}
	}
	if (in_array($token['id'], array('T_PRIVATE', 'T_PROTECTED', 'T_PUBLIC', 'T_VAR'), true)) {
		$next = $after['id'] === 'T_STATIC' ? $at($index + 2) : $after;
		if ($next['text'] === '?' || ($isName($next) && $next['id'] !== 'T_STATIC')) {
			$say('a typed property');
		}
		if ($next['id'] === 'T_CONST') {
			$say('a visible constant');
		}
	}
	if ($text === ']' && $after['text'] === '=') {
		for ($depth = 0, $back = $index; $back >= 0; $back--) {
			$depth += $at($back)['text'] === ']' ? 1 : ($at($back)['text'] === '[' ? -1 : 0);
			if ($depth === 0) {
				break;
			}
		}
		if (in_array($at($back - 1)['text'], array(';', '{', '}', '(') , true) || $at($back - 1)['id'] === 'T_OPEN_TAG') {
			$say('an array to the left');
		}
	}
	if ($token['id'] === 'T_AS' && $after['text'] === '[') {
		$say('an array to the left');
	}
	if ($token['id'] === 'T_USE' && $before['text'] !== ')') {
		for ($on = $index; $at($on)['text'] !== ';' && $on < count($tokens); $on++) {
			if ($at($on)['text'] === '{') {
				$say('a group of use');
				break;
			}
		}
	}
	if ($token['id'] === 'T_NEW' && $after['id'] === 'T_CLASS') {
		$say('a class without a name');
	}
	if ($token['id'] === 'T_ELLIPSIS' && in_array($before['text'], array('[', ','), true)) {
		for ($depth = 0, $back = $index - 1; $back >= 0; $back--) {
			$depth += in_array($at($back)['text'], array(']', ')'), true) ? 1 : (in_array($at($back)['text'], array('[', '('), true) ? -1 : 0);
			if ($depth < 0) {
				break;
			}
		}
		if ($at($back)['text'] === '[') {
			$say('a spread array');
		}
	}
	if ($token['id'] === 'T_STRING' && in_array($before['text'], array('(', ','), true) && $after['text'] === ':' && $at($index + 2)['text'] !== ':') {
		$say('a named argument');
	}
	if ($token['id'] === 'T_CATCH') {
		for ($on = $index + 1, $hasVariable = false; $at($on)['text'] !== ')' && $on < count($tokens); $on++) {
			$hasVariable = $hasVariable || $at($on)['id'] === 'T_VARIABLE';
			if ($at($on)['text'] === '|') {
				$say('two exceptions in a catch');
			}
		}
		if (!$hasVariable) {
			$say('a catch without a variable');
		}
	}
	if ($token['id'] === 'T_THROW' && !in_array($before['text'], array(';', '{', '}', ')', ':'), true) && $before['id'] !== 'T_OPEN_TAG' && $before['id'] !== 'T_ELSE') {
		$say('throw');
	}
}
echo implode("\n", $faults);
