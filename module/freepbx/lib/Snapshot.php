<?php
namespace FreePBX\modules\Smartmissedcalls;

/**
 * Who is who on this PBX: directory.json, which the daemon reads names from. Columns are named one by one, so that a secret
 * can never come along. The contract stands in shared/schemas/directory.schema.json.
 */
class Snapshot {
	const MOST_CONTACTS = 50000;

	private $rows;

	public function __construct(Rows $rows) {
		$this->rows = $rows;
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
			'users' => $this->users(),
			'user_groups' => $this->userGroups(),
			'contacts' => $this->contacts(),
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
			$found = strtoupper((string) $tonezone);
		}
		return preg_match('/^[A-Z]{2}$/', $found) ? $found : null;
	}

	private function extensions() {
		$endpoints = array();
		foreach ($this->rows->of('SELECT id, tech, user FROM devices') as $row) {
			$tech = strtoupper(self::text($row, 'tech'));
			if (preg_match('/^[A-Z0-9]+$/', $tech) && $tech !== 'VIRTUAL') {
				$endpoints[self::text($row, 'user')][] = ($tech === 'IAX' ? 'IAX2' : $tech) . '/' . self::text($row, 'id');
			}
		}
		$mails = array();
		foreach ($this->users() as $user) {
			if ($user['extension'] !== null && $user['email'] !== null) {
				$mails[$user['extension']] = $user['email'];
			}
		}
		$all = array();
		foreach ($this->rows->of('SELECT extension, name FROM users') as $row) {
			$number = self::text($row, 'extension');
			$all[] = array(
				'number' => $number,
				'name' => self::text($row, 'name'),
				'endpoints' => isset($endpoints[$number]) ? $endpoints[$number] : array(),
				'email' => isset($mails[$number]) ? $mails[$number] : null,
			);
		}
		return $all;
	}

	private function ringGroups() {
		$all = array();
		foreach ($this->rows->of('SELECT grpnum, description, grplist FROM ringgroups') as $row) {
			$members = array_values(array_filter(explode('-', self::text($row, 'grplist')), 'strlen'));
			$all[] = array('number' => self::text($row, 'grpnum'), 'name' => self::text($row, 'description'), 'members' => $members);
		}
		return $all;
	}

	private function queues() {
		$members = array();
		foreach ($this->rows->of("SELECT id, data FROM queues_details WHERE keyword = 'member' ORDER BY id, flags") as $row) {
			if (preg_match('#^(?:Local|[A-Za-z0-9]+)/(\d+)(?:[@,]|$)#', self::text($row, 'data'), $found)) {
				$members[self::text($row, 'id')][] = $found[1];
			}
		}
		$all = array();
		foreach ($this->rows->of('SELECT extension, descr FROM queues_config') as $row) {
			$number = self::text($row, 'extension');
			$own = isset($members[$number]) ? array_values(array_unique($members[$number])) : array();
			$all[] = array('number' => $number, 'name' => self::text($row, 'descr'), 'members' => $own);
		}
		return $all;
	}

	private function named($sql, $key) {
		return array_map(function ($row) use ($key) {
			return array($key => self::text($row, 'number'), 'name' => self::text($row, 'name'));
		}, $this->rows->of($sql));
	}

	private function dids() {
		$all = array();
		foreach ($this->rows->of('SELECT extension, description, destination FROM incoming') as $row) {
			if (self::text($row, 'extension') !== '') {
				$all[self::text($row, 'extension')] = array(
					'number' => self::text($row, 'extension'),
					'name' => self::text($row, 'description'),
					'destination' => Places::of(self::text($row, 'destination')),
				);
			}
		}
		return array_values($all);
	}

	private function trunks() {
		$patterns = array();
		$sql = 'SELECT trunkid, match_pattern_prefix, match_pattern_pass, prepend_digits FROM trunk_dialpatterns ORDER BY trunkid, seq';
		foreach ($this->rows->of($sql) as $row) {
			$patterns[self::text($row, 'trunkid')][] = array(
				'prepend' => self::text($row, 'prepend_digits'),
				'prefix' => self::text($row, 'match_pattern_prefix'),
				'match' => self::text($row, 'match_pattern_pass'),
			);
		}
		$all = array();
		foreach ($this->rows->of('SELECT trunkid, name, tech, channelid, outcid FROM trunks') as $row) {
			$tech = strtoupper(self::text($row, 'tech'));
			$channel = self::text($row, 'channelid');
			$id = self::text($row, 'trunkid');
			$all[] = array(
				'name' => self::text($row, 'name') !== '' ? self::text($row, 'name') : $channel,
				'endpoint' => preg_match('/^[A-Z0-9]+$/', $tech) && $channel !== '' ? ($tech === 'IAX' ? 'IAX2' : $tech) . '/' . $channel : null,
				'outbound_cid' => self::text($row, 'outcid'),
				'dial_patterns' => isset($patterns[$id]) ? $patterns[$id] : array(),
			);
		}
		return $all;
	}

	/** What people dial for an outside line: the prefixes of the outbound routes that are digits alone. */
	private function outboundPrefixes() {
		$all = array();
		foreach ($this->rows->of('SELECT DISTINCT match_pattern_prefix AS prefix FROM outbound_route_patterns') as $row) {
			if (preg_match('/^\d{1,6}$/', self::text($row, 'prefix'))) {
				$all[] = self::text($row, 'prefix');
			}
		}
		sort($all, SORT_STRING);
		return $all;
	}

	private function users() {
		$sql = 'SELECT id, username, displayname, fname, lname, email, language, timezone, default_extension FROM userman_users';
		$all = array();
		foreach ($this->rows->of($sql) as $row) {
			$name = self::text($row, 'displayname');
			$name = $name !== '' ? $name : trim(self::text($row, 'fname') . ' ' . self::text($row, 'lname'));
			$extension = self::text($row, 'default_extension');
			$all[] = array(
				'id' => 'user:' . self::text($row, 'id'),
				'name' => $name !== '' ? $name : self::text($row, 'username'),
				'email' => self::mail($row),
				'language' => Words::language(self::text($row, 'language')),
				'time_zone' => Words::zone(self::text($row, 'timezone')),
				'extension' => $extension === '' || $extension === 'none' ? null : $extension,
			);
		}
		return $all;
	}

	/** Groups of User Manager, with the mail addresses of their people. */
	private function userGroups() {
		$mails = array();
		foreach ($this->users() as $user) {
			$mails[$user['id']] = $user['email'];
		}
		$all = array();
		foreach ($this->rows->of('SELECT groupname, users FROM userman_groups') as $row) {
			$members = isset($row['users']) ? json_decode((string) $row['users'], true) : null;
			$addresses = array();
			foreach (is_array($members) ? $members : array() as $id) {
				if (is_scalar($id) && !empty($mails['user:' . $id])) {
					$addresses[] = $mails['user:' . $id];
				}
			}
			$all[] = array('name' => self::text($row, 'groupname'), 'emails' => $addresses);
		}
		return $all;
	}

	/** Public contacts alone: a private group belongs to its user. */
	private function contacts() {
		$sql = 'SELECT e.displayname, e.fname, e.lname, e.company, n.number, n.E164 FROM contactmanager_entry_numbers n'
			. ' JOIN contactmanager_group_entries e ON e.id = n.entryid JOIN contactmanager_groups g ON g.id = e.groupid'
			. " WHERE g.owner = -1 AND g.type = 'external' ORDER BY e.id, n.id LIMIT " . self::MOST_CONTACTS;
		$all = array();
		foreach ($this->rows->of($sql) as $row) {
			$name = self::text($row, 'displayname');
			$name = $name !== '' ? $name : trim(self::text($row, 'fname') . ' ' . self::text($row, 'lname'));
			$name = $name !== '' ? $name : self::text($row, 'company');
			$number = self::text($row, 'E164') !== '' ? self::text($row, 'E164') : self::text($row, 'number');
			if ($name !== '' && $number !== '') {
				$all[] = array('number' => $number, 'name' => $name);
			}
		}
		return $all;
	}

	/** A mail address, or null for anything that is none or longer than one may be. */
	private static function mail(array $row) {
		$address = isset($row['email']) && is_string($row['email']) ? trim($row['email']) : '';
		return preg_match('/^[^\s@<>]+@[^\s@<>]+$/D', $address) && strlen($address) <= 190 ? $address : null;
	}

	private static function text(array $row, $column) {
		return isset($row[$column]) ? Words::name($row[$column], 200) : '';
	}
}
