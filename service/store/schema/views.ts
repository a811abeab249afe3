/** Ways to look at the list that somebody gave a name; owner '' is everybody. */
export const VIEWS = `
CREATE TABLE IF NOT EXISTS smc_views (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  id INT UNSIGNED NOT NULL,
  owner VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  query TEXT NOT NULL,
  saved_by VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  saved_at DATETIME NOT NULL,
  PRIMARY KEY (client, id),
  KEY by_owner (client, owner)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
