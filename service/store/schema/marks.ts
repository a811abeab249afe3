/** What an entry can be found by, in each order it is read in: the list's own index, kept with the entries. */
export const MARKS = `
CREATE TABLE IF NOT EXISTS smc_marks (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  shelf TINYINT NOT NULL,
  mark VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sort BIGINT NOT NULL,
  id INT UNSIGNED NOT NULL,
  PRIMARY KEY (client, shelf, mark, sort, id),
  KEY by_entry (client, id, shelf, mark)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;

/**
 * What each mark says of its entry, to be read with it: its other marks (signs.ts), and of open entries when the wait began, when the target
 * passes and how long it sleeps, in seconds.
 */
export const MARK_SIGNS = `
ALTER TABLE smc_marks
  ADD COLUMN signs BIGINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN name_signs INT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN began_at INT UNSIGNED NULL,
  ADD COLUMN due_at INT UNSIGNED NULL,
  ADD COLUMN snoozed_until INT UNSIGNED NULL
`;
