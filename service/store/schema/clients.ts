/** One row a client: its lock, the number of its next entry and the end of its audit chain. */
export const CLIENTS = `
CREATE TABLE IF NOT EXISTS smc_clients (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  next_entry_id INT UNSIGNED NOT NULL DEFAULT 1,
  audit_no BIGINT UNSIGNED NOT NULL DEFAULT 0,
  audit_hash CHAR(64) NOT NULL DEFAULT '',
  PRIMARY KEY (client)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
