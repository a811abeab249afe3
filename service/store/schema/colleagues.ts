/** Who works with the list: what colleagues call him, so that pages name people and entries can be given to them. */
export const COLLEAGUES = `
CREATE TABLE IF NOT EXISTS smc_colleagues (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  user_id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name VARCHAR(191) NOT NULL,
  extension VARCHAR(40) NULL,
  works TINYINT NOT NULL,
  seen_at DATETIME NOT NULL,
  PRIMARY KEY (client, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
