/** What users wrote, beside the audit so that a person can be forgotten; the audit holds the seal: a hash of salt and words. */
export const NOTES = `
CREATE TABLE IF NOT EXISTS smc_notes (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  entry_id INT UNSIGNED NOT NULL,
  seq INT UNSIGNED NOT NULL,
  salt CHAR(32) NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (client, entry_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
