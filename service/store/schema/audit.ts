/** Every event of every entry, in a chain of hashes a client. The daemon may insert and read here, nothing else. note: the seal of the words in smc_notes. */
export const AUDIT = `
CREATE TABLE IF NOT EXISTS smart_missed_calls_audit (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  no BIGINT UNSIGNED NOT NULL,
  entry_id INT UNSIGNED NOT NULL,
  seq INT UNSIGNED NOT NULL,
  happened_at DATETIME NOT NULL,
  action VARCHAR(20) NOT NULL,
  actor_type VARCHAR(8) NOT NULL,
  actor_user_id VARCHAR(100) NULL,
  note CHAR(64) NULL,
  metadata TEXT NOT NULL,
  prev_hash CHAR(64) NOT NULL,
  hash CHAR(64) NOT NULL,
  PRIMARY KEY (client, no),
  UNIQUE KEY once (client, entry_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
