/** One row for what one call means for one caller; entry_id: the entry it counts in. */
export const ATTEMPTS = `
CREATE TABLE IF NOT EXISTS smc_attempts (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  call_id VARCHAR(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  caller_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(10) NOT NULL,
  started_at DATETIME NOT NULL,
  ended_at DATETIME NOT NULL,
  served_at DATETIME NULL,
  caller_number VARCHAR(128) NOT NULL,
  caller_name VARCHAR(191) NOT NULL,
  did VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  route_label VARCHAR(191) NOT NULL,
  reason VARCHAR(32) NULL,
  extensions TEXT NOT NULL,
  talk_seconds INT UNSIGNED NOT NULL,
  ring_seconds INT UNSIGNED NOT NULL,
  after_hours TINYINT NOT NULL,
  entry_id INT UNSIGNED NULL,
  PRIMARY KEY (client, call_id, caller_key),
  KEY by_caller (client, caller_key),
  KEY by_entry (client, entry_id),
  KEY by_time (client, started_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
