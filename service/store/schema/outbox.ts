/** What somebody is to be told, until it has become messages. */
export const OUTBOX = `
CREATE TABLE IF NOT EXISTS smc_outbox (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  entry_id INT UNSIGNED NULL,
  kind VARCHAR(32) NOT NULL,
  due_at DATETIME NOT NULL,
  claimed_by VARCHAR(100) NULL,
  claimed_until DATETIME NULL,
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  done_at DATETIME NULL,
  error TEXT NULL,
  PRIMARY KEY (id),
  KEY due (client, done_at, due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;

/** Messages are claimed and tried, not what they come from. */
export const OUTBOX_UNCLAIMED = `
ALTER TABLE smc_outbox
  DROP COLUMN claimed_by,
  DROP COLUMN claimed_until,
  DROP COLUMN tries,
  DROP COLUMN error
`;
