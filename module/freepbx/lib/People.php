<?php
namespace FreePBX\modules\Smartmissedcalls;

/** The people of the PBX: users and groups of User Manager, and public contacts of Contact Manager. */
class People {
	const MOST_CONTACTS = 50000;

	private $rows;

	public function __construct(Rows $rows) {
		$this->rows = $rows;
	}

	/** Everybody with an account. */
	public function users() {
		$sql = 'SELECT id, username, displayname, fname, lname, email, language, timezone, default_extension FROM userman_users';
		$all = array();
		foreach ($this->rows->of($sql) as $row) {
			$name = Rows::text($row, 'displayname');
			$name = $name !== '' ? $name : trim(Rows::text($row, 'fname') . ' ' . Rows::text($row, 'lname'));
			$extension = Rows::text($row, 'default_extension');
			$all[] = array(
				'id' => 'user:' . Rows::text($row, 'id'),
				'name' => $name !== '' ? $name : Rows::text($row, 'username'),
				'email' => self::mail($row),
				'language' => Words::language(Rows::text($row, 'language')),
				'time_zone' => Words::zone(Rows::text($row, 'timezone')),
				'extension' => $extension === '' || $extension === 'none' ? null : $extension,
			);
		}
		return $all;
	}

	/** Groups of User Manager, with the accounts in them. */
	public function groups() {
		$all = array();
		foreach ($this->rows->of('SELECT groupname, users FROM userman_groups') as $row) {
			$members = isset($row['users']) ? json_decode((string) $row['users'], true) : null;
			$accounts = array();
			foreach (is_array($members) ? $members : array() as $id) {
				if (is_scalar($id) && ctype_digit((string) $id)) {
					$accounts[] = 'user:' . $id;
				}
			}
			$all[] = array('name' => Rows::text($row, 'groupname'), 'members' => $accounts);
		}
		return $all;
	}

	/** Public contacts alone: a private group belongs to its user. */
	public function contacts() {
		$sql = 'SELECT e.displayname, e.fname, e.lname, e.company, n.number, n.E164, g.name AS groupname FROM contactmanager_entry_numbers n'
			. ' JOIN contactmanager_group_entries e ON e.id = n.entryid JOIN contactmanager_groups g ON g.id = e.groupid'
			. " WHERE g.owner = -1 AND g.type = 'external' ORDER BY e.id, n.id LIMIT " . self::MOST_CONTACTS;
		$all = array();
		foreach ($this->rows->of($sql) as $row) {
			$name = Rows::text($row, 'displayname');
			$name = $name !== '' ? $name : trim(Rows::text($row, 'fname') . ' ' . Rows::text($row, 'lname'));
			$name = $name !== '' ? $name : Rows::text($row, 'company');
			$number = Rows::text($row, 'E164') !== '' ? Rows::text($row, 'E164') : Rows::text($row, 'number');
			if ($name !== '' && $number !== '') {
				$all[] = array('number' => $number, 'name' => $name, 'group' => Rows::text($row, 'groupname'));
			}
		}
		return $all;
	}

	/** A mail address, or null for anything that is none or longer than one may be. */
	private static function mail(array $row) {
		$address = isset($row['email']) && is_string($row['email']) ? trim($row['email']) : '';
		return preg_match('/^[^\s@<>]+@[^\s@<>]+$/D', $address) && strlen($address) <= 190 ? $address : null;
	}
}
