/** Rows of the PBX that could not be read: set aside and counted. */
export const UNREADABLE = `
CREATE TABLE IF NOT EXISTS smc_unreadable (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source VARCHAR(32) NOT NULL,
  found_where VARCHAR(191) NOT NULL,
  why VARCHAR(255) NOT NULL,
  seen_count INT UNSIGNED NOT NULL,
  first_seen_at DATETIME NOT NULL,
  last_seen_at DATETIME NOT NULL,
  PRIMARY KEY (client, source, found_where)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;

/** Of those that pile up only the newest are looked at. */
export const UNREADABLE_BY_TIME = `
ALTER TABLE smc_unreadable
  ADD KEY by_time (client, last_seen_at)
`;
