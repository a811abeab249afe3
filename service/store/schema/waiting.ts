/** Calls too early to judge; caller_key and extension as far as they are known, for the page to show a call in progress. */
export const WAITING = `
CREATE TABLE IF NOT EXISTS smc_waiting (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  linkedid VARCHAR(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  direction VARCHAR(10) NOT NULL,
  caller_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  extension VARCHAR(40) NULL,
  since_at DATETIME NOT NULL,
  last_seen_at DATETIME NOT NULL,
  PRIMARY KEY (client, linkedid),
  KEY by_caller (client, caller_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
