/** Callers who were forgotten, so that rows read again do not bring them back: no number, only keyed hashes of it. salt: one a client. */
export const FORGOTTEN = `
CREATE TABLE IF NOT EXISTS smc_forgotten (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  key_hash CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  ending_hash CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  salt CHAR(64) NOT NULL,
  forgotten_at DATETIME NOT NULL,
  PRIMARY KEY (client, key_hash),
  KEY by_time (client, forgotten_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
