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
