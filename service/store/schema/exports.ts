/** Who took the list away as a file, and how much of it. `asked` is the address without what was searched for: it names no caller. */
export const EXPORTS = `
CREATE TABLE IF NOT EXISTS smc_exports (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  at DATETIME NOT NULL,
  user_id VARCHAR(100) NOT NULL,
  format VARCHAR(8) NOT NULL,
  asked VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  entries INT UNSIGNED NOT NULL,
  PRIMARY KEY (client, at, user_id, format, asked)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
