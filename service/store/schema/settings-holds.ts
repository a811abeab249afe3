/** That the settings of a moment were made to hold for the past too. The settings themselves stay as they were kept: this is read over them. */
export const SETTINGS_HOLDS = `
CREATE TABLE IF NOT EXISTS smc_settings_holds (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  held_at DATETIME NOT NULL,
  since_at DATETIME NOT NULL,
  user_id VARCHAR(100) NULL,
  PRIMARY KEY (client, held_at, since_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
