<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Rows of the PBX's own database. A table that is not there, because its module is not, has none. */
class Rows {
	private $pdo;

	public function __construct($pdo) {
		$this->pdo = $pdo;
	}

	public function of($sql) {
		try {
			$statement = $this->pdo->prepare($sql);
			$statement->execute();
			$rows = $statement->fetchAll(\PDO::FETCH_ASSOC);
			return is_array($rows) ? $rows : array();
		} catch (\Exception $missing) {
			return array();
		}
	}

	/** A column as one line of text, '' where it is empty. */
	public static function text(array $row, $column) {
		return isset($row[$column]) ? Words::name($row[$column], 200) : '';
	}
}
