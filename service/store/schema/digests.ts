/** When each reader's next digest is due, and up to when the last one told; claimed by a conditional UPDATE. */
export const DIGESTS = `
CREATE TABLE IF NOT EXISTS smc_digests (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reader VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  schedule VARCHAR(120) NOT NULL,
  due_at DATETIME NOT NULL,
  since_at DATETIME NOT NULL,
  PRIMARY KEY (client, reader)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
