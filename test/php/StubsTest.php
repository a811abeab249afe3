<?php
namespace Tests;

/** Holds the stubs to FreePBX's genuine methods: a test against an interface nobody has proves nothing. */
class StubsTest extends ModuleTestCase {
	/** @dataProvider methods */
	public function testAStubTakesWhatTheGenuineMethodTakes($class, $method, $parameters) {
		$named = array_map(function ($one) {
			return $one->isOptional() ? '[' . $one->getName() . ']' : $one->getName();
		}, (new \ReflectionMethod($class, $method))->getParameters());
		$this->assertSame($parameters, implode(', ', $named));
	}

	public function methods() {
		require_once __DIR__ . '/SetupTest.php';
		$all = array();
		foreach (json_decode(file_get_contents(__DIR__ . '/stubs/signatures.json'), true) as $class => $methods) {
			foreach (is_array($methods) ? $methods : array() as $method => $parameters) {
				$all["$class::$method"] = array($class, $method, $parameters);
			}
		}
		return $all;
	}
}
