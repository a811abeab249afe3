<?php
namespace FreePBX\modules\Smartmissedcalls;

/**
 * Who is who on this PBX: directory.json, which the daemon reads names from. Columns are named one by one, so that a secret
 * can never come along. The contract stands in shared/schemas/directory.schema.json.
 */
class Snapshot {
	private $rows;
	private $people;

	public function __construct(Rows $rows) {
		$this->rows = $rows;
		$this->people = new People($rows);
	}

	/** Everything but what the PBX's settings say: `zone`, `tonezone` and `from` come in $settings. */
	public function build(array $settings) {
		$zone = Words::zone(isset($settings['zone']) ? $settings['zone'] : null);
		return array(
			'country' => self::country($zone, isset($settings['tonezone']) ? $settings['tonezone'] : ''),
			'time_zone' => $zone,
			'outbound_prefixes' => $this->outboundPrefixes(),
			'extensions' => $this->extensions(),
			'ring_groups' => $this->ringGroups(),
			'queues' => $this->queues(),
			'ivrs' => $this->named('SELECT id AS number, name FROM ivr_details', 'id'),
			'time_conditions' => $this->named('SELECT timeconditions_id AS number, displayname AS name FROM timeconditions', 'id'),
			'announcements' => $this->named('SELECT announcement_id AS number, description AS name FROM announcement', 'id'),
			'dids' => $this->dids(),
			'trunks' => $this->trunks(),
			'users' => $this->people->users(),
			'user_groups' => $this->people->groups(),
			'contacts' => $this->people->contacts(),
			'mail_from' => isset($settings['from']) && strpos((string) $settings['from'], '@') !== false ? Words::name($settings['from'], 254) : null,
		);
	}

	/** The country whose numbers are written without a country code: FreePBX has no such setting, so its zone tells. */
	public static function country($zone, $tonezone) {
		$found = '';
		if ($zone !== null) {
			$place = @(new \DateTimeZone($zone))->getLocation();
			$found = is_array($place) && isset($place['country_code']) ? $place['country_code'] : '';
		}
		if (!preg_match('/^[A-Z]{2}$/', $found)) {
			// `us` is what FreePBX comes with: it says nothing of where the PBX stands.
			$found = $tonezone === 'us' ? '' : strtoupper((string) $tonezone);
		}
		return preg_match('/^[A-Z]{2}$/', $found) ? $found : null;
	}

	private function extensions() {
		$endpoints = array();
		foreach ($this->rows->of('SELECT id, tech, user FROM devices') as $row) {
			$tech = strtoupper(Rows::text($row, 'tech'));
			if (preg_match('/^[A-Z0-9]+$/', $tech) && $tech !== 'VIRTUAL') {
				$endpoints[Rows::text($row, 'user')][] = ($tech === 'IAX' ? 'IAX2' : $tech) . '/' . Rows::text($row, 'id');
			}
		}
		$all = array();
		foreach ($this->rows->of('SELECT extension, name FROM users') as $row) {
			$number = Rows::text($row, 'extension');
			$all[] = array(
				'number' => $number,
				'name' => Rows::text($row, 'name'),
				'endpoints' => isset($endpoints[$number]) ? $endpoints[$number] : array(),
			);
		}
		return $all;
	}

	private function ringGroups() {
		$all = array();
		foreach ($this->rows->of('SELECT grpnum, description, grplist FROM ringgroups') as $row) {
			$members = array_values(array_filter(explode('-', Rows::text($row, 'grplist')), 'strlen'));
			$all[] = array('number' => Rows::text($row, 'grpnum'), 'name' => Rows::text($row, 'description'), 'members' => $members);
		}
		return $all;
	}

	private function queues() {
		$members = array();
		foreach ($this->rows->of("SELECT id, data FROM queues_details WHERE keyword = 'member' ORDER BY id, flags") as $row) {
			if (preg_match('#^(?:Local|[A-Za-z0-9]+)/(\d+)(?:[@,]|$)#', Rows::text($row, 'data'), $found)) {
				$members[Rows::text($row, 'id')][] = $found[1];
			}
		}
		$all = array();
		foreach ($this->rows->of('SELECT extension, descr FROM queues_config') as $row) {
			$number = Rows::text($row, 'extension');
			$own = isset($members[$number]) ? array_values(array_unique($members[$number])) : array();
			$all[] = array('number' => $number, 'name' => Rows::text($row, 'descr'), 'members' => $own);
		}
		return $all;
	}

	private function named($sql, $key) {
		return array_map(function ($row) use ($key) {
			return array($key => Rows::text($row, 'number'), 'name' => Rows::text($row, 'name'));
		}, $this->rows->of($sql));
	}

	private function dids() {
		$all = array();
		foreach ($this->rows->of('SELECT extension, description, destination FROM incoming') as $row) {
			if (Rows::text($row, 'extension') !== '') {
				$all[Rows::text($row, 'extension')] = array(
					'number' => Rows::text($row, 'extension'),
					'name' => Rows::text($row, 'description'),
					'destination' => Places::of(Rows::text($row, 'destination')),
				);
			}
		}
		return array_values($all);
	}

	private function trunks() {
		$patterns = array();
		$sql = 'SELECT trunkid, match_pattern_prefix, match_pattern_pass, prepend_digits FROM trunk_dialpatterns ORDER BY trunkid, seq';
		foreach ($this->rows->of($sql) as $row) {
			$patterns[Rows::text($row, 'trunkid')][] = array(
				'prepend' => Rows::text($row, 'prepend_digits'),
				'prefix' => Rows::text($row, 'match_pattern_prefix'),
				'match' => Rows::text($row, 'match_pattern_pass'),
			);
		}
		$all = array();
		foreach ($this->rows->of('SELECT trunkid, name, tech, channelid, outcid FROM trunks') as $row) {
			$tech = strtoupper(Rows::text($row, 'tech'));
			$channel = Rows::text($row, 'channelid');
			$id = Rows::text($row, 'trunkid');
			$all[] = array(
				'name' => Rows::text($row, 'name') !== '' ? Rows::text($row, 'name') : $channel,
				'endpoint' => preg_match('/^[A-Z0-9]+$/', $tech) && $channel !== '' ? ($tech === 'IAX' ? 'IAX2' : $tech) . '/' . $channel : null,
				'outbound_cid' => Rows::text($row, 'outcid'),
				'dial_patterns' => isset($patterns[$id]) ? $patterns[$id] : array(),
			);
		}
		return $all;
	}

	/** What people dial for an outside line: the prefixes of the outbound routes that are digits alone. */
	private function outboundPrefixes() {
		$all = array();
		foreach ($this->rows->of('SELECT DISTINCT match_pattern_prefix AS prefix FROM outbound_route_patterns') as $row) {
			if (preg_match('/^\d{1,6}$/', Rows::text($row, 'prefix'))) {
				$all[] = Rows::text($row, 'prefix');
			}
		}
		sort($all, SORT_STRING);
		return $all;
	}
}
