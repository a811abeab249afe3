/** The daemon's own pulse: named values with the time they were true. */
export const HEALTH = `
CREATE TABLE IF NOT EXISTS smc_health (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name VARCHAR(64) NOT NULL,
  value TEXT NOT NULL,
  at DATETIME NOT NULL,
  PRIMARY KEY (client, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
