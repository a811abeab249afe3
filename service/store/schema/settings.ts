/** Every value a setting ever had, so that each call is held against the rules of its own moment. */
export const SETTINGS = `
CREATE TABLE IF NOT EXISTS smc_settings (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name VARCHAR(64) NOT NULL,
  since_at DATETIME NOT NULL,
  value MEDIUMTEXT NOT NULL,
  user_id VARCHAR(100) NULL,
  PRIMARY KEY (client, name, since_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
