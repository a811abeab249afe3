/** What became of each message, a row an attempt: only ever added to. */
export const JOURNAL = `
CREATE TABLE IF NOT EXISTS smc_journal (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  delivery_id INT UNSIGNED NOT NULL,
  no INT UNSIGNED NOT NULL,
  at DATETIME NOT NULL,
  result VARCHAR(16) NOT NULL,
  detail TEXT NOT NULL,
  user_id VARCHAR(100) NULL,
  PRIMARY KEY (client, delivery_id, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;

/** Who wished not to be told any more, by the link in a message. */
export const UNSUBSCRIBED = `
CREATE TABLE IF NOT EXISTS smc_unsubscribed (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reader VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  address VARCHAR(190) NOT NULL,
  at DATETIME NOT NULL,
  PRIMARY KEY (client, reader)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
