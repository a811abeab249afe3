<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\Places;
use FreePBX\modules\Smartmissedcalls\Snapshot;

class SnapshotTest extends ModuleTestCase {
	protected function tables() {
		return array(
			'users' => array(array('extension' => '101', 'name' => "Anna \x07<b>", 'password' => 'geheim'), array('extension' => '102', 'name' => null)),
			'devices' => array(array('id' => '101', 'tech' => 'pjsip', 'user' => '101'), array('id' => '90101', 'tech' => 'iax2', 'user' => '101'), array('id' => '102', 'tech' => 'virtual', 'user' => '102')),
			'queues_config' => array(array('extension' => '400', 'descr' => 'Sales')),
			'queues_details' => array(array('id' => '400', 'data' => 'Local/101@from-queue/n,0'), array('id' => '400', 'data' => 'Local/0470100100@from-queue/n,1'), array('id' => '400', 'data' => 'nonsense')),
			'ringgroups' => array(array('grpnum' => '600', 'description' => 'All', 'grplist' => '101-102-0470100100#')),
			'ivr_details' => array(array('number' => '1', 'name' => 'Main')),
			'timeconditions' => array(array('number' => '2', 'name' => 'Office hours')),
			'incoming' => array(array('extension' => '3225550101', 'description' => 'Main', 'destination' => 'ext-queues,400,1'), array('extension' => '', 'description' => 'any', 'destination' => '')),
			'trunks' => array(array('trunkid' => '1', 'name' => 'Carrier', 'tech' => 'pjsip', 'channelid' => 'carrier', 'outcid' => '3225550101')),
			'trunk_dialpatterns' => array(array('trunkid' => '1', 'match_pattern_prefix' => '9', 'match_pattern_pass' => '0.', 'prepend_digits' => '')),
			'outbound_route_patterns' => array(array('prefix' => '9'), array('prefix' => ''), array('prefix' => 'X')),
			'userman_users' => array(array('id' => '7', 'username' => 'maria', 'displayname' => '', 'fname' => 'Maria', 'lname' => 'Pop', 'email' => 'maria@example.org', 'language' => 'ro_RO', 'timezone' => 'Europe/Bucharest', 'default_extension' => '101')),
			'userman_groups' => array(array('groupname' => 'All Users', 'users' => '["7","8"]'), array('groupname' => 'Broken', 'users' => 'x')),
			'contactmanager_entry_numbers' => array(array('displayname' => 'Andrew Pope', 'number' => '0470 10 10 10', 'E164' => '+32470101010', 'groupname' => 'Gold'), array('displayname' => '', 'company' => 'ACME', 'number' => '02 555 01 01', 'E164' => null), array('displayname' => 'No number', 'number' => '')),
		);
	}

	private function build(array $settings = array()) {
		return $this->parts()->snapshot()->build($settings + array('zone' => 'Europe/Brussels', 'from' => 'pbx@example.org'));
	}

	public function testItNamesEverybodyAndEverything() {
		$directory = $this->build();
		$this->assertSame(array('BE', 'Europe/Brussels', 'pbx@example.org', array('9')), array($directory['country'], $directory['time_zone'], $directory['mail_from'], $directory['outbound_prefixes']));
		$this->assertSame(array('number' => '101', 'name' => 'Anna <b>', 'endpoints' => array('PJSIP/101', 'IAX2/90101')), $directory['extensions'][0]);
		$this->assertSame(array('number' => '102', 'name' => '', 'endpoints' => array()), $directory['extensions'][1]);
		$this->assertSame(array('number' => '400', 'name' => 'Sales', 'members' => array('101', '0470100100')), $directory['queues'][0]);
		$this->assertSame(array('101', '102', '0470100100#'), $directory['ring_groups'][0]['members']);
		$this->assertSame(array(array('id' => '2', 'name' => 'Office hours')), $directory['time_conditions']);
		$this->assertSame(array(array('number' => '3225550101', 'name' => 'Main', 'destination' => array('kind' => 'queue', 'number' => '400'))), $directory['dids']);
		$this->assertSame(array(array('prepend' => '', 'prefix' => '9', 'match' => '0.')), $directory['trunks'][0]['dial_patterns']);
		$this->assertSame(array('id' => 'user:7', 'name' => 'Maria Pop', 'email' => 'maria@example.org', 'language' => 'ro', 'time_zone' => 'Europe/Bucharest', 'extension' => '101'), $directory['users'][0]);
		$this->assertSame(array(array('name' => 'All Users', 'members' => array('user:7', 'user:8')), array('name' => 'Broken', 'members' => array())), $directory['user_groups']);
		$this->assertSame(array(array('number' => '+32470101010', 'name' => 'Andrew Pope', 'group' => 'Gold'), array('number' => '02 555 01 01', 'name' => 'ACME', 'group' => '')), $directory['contacts']);
	}

	public function testTheDaemonTakesIt() {
		$this->setUpDone();
		$this->assertTrue($this->parts()->life()->writeDirectory());
		$this->assertSame(0600, fileperms($this->state() . '/directory.json') & 0777);
		if (getenv('SMC_DIRECTORY')) {
			copy($this->state() . '/directory.json', getenv('SMC_DIRECTORY'));
		}
	}

	public function testNoSecretCanComeAlong() {
		$this->assertStringNotContainsString('geheim', json_encode($this->build()));
		foreach ($this->pbx->Database->asked as $sql) {
			$this->assertDoesNotMatchRegularExpression('/\*|secret|password|vmpwd/i', $sql);
		}
	}

	public function testPrivateContactsStayPrivate() {
		$this->build();
		$asked = implode("\n", $this->pbx->Database->asked);
		$this->assertStringContainsString('g.owner = -1', $asked);
	}

	public function testAPbxWithoutTheseModulesIsEmptyAndWell() {
		$this->pbx->Database = new Tables(array());
		$directory = $this->build(array('zone' => 'nonsense', 'from' => 'nobody'));
		$this->assertSame(array(null, null, array(), null), array($directory['country'], $directory['time_zone'], $directory['queues'], $directory['mail_from']));
	}

	public function testTheCountryIsThatOfTheZone() {
		$this->assertSame(array('RO', 'DE', 'FR', null), array(Snapshot::country('Europe/Bucharest', 'us'), Snapshot::country(null, 'de'), Snapshot::country('UTC', 'fr'), Snapshot::country('UTC', '')));
		$this->assertSame(array('US', null), array(Snapshot::country('America/Chicago', 'us'), Snapshot::country('Etc/UTC', 'us')));
	}

	/** @dataProvider destinations */
	public function testADestinationHasAName($text, $kind, $number) {
		$this->assertSame(array('kind' => $kind, 'number' => $number), Places::of($text));
	}

	public function destinations() {
		return array(
			array('ext-queues,400,1', 'queue', '400'), array('ext-group,600,1', 'ring_group', '600'), array('ivr-3,s,1', 'ivr', '3'),
			array('timeconditions,2,1', 'time_condition', '2'), array('app-announcement-5,s,1', 'announcement', '5'), array('ext-local,vmu101,1', 'voicemail', '101'),
			array('from-did-direct,101,1', 'extension', '101'), array('ext-findmefollow,FM101,1', 'follow_me', '101'), array('ext-meetme,800,1', 'conference', '800'),
			array('app-blackhole,hangup,1', 'hangup', ''), array('something-else,1,1', 'other', ''),
		);
	}

	public function testNoDestinationHasNone() {
		$this->assertNull(Places::of(''));
		$this->assertNull(Places::of(null));
	}
}
