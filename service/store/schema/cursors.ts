/** How far each source was read; position: JSON text the source understands. */
export const CURSORS = `
CREATE TABLE IF NOT EXISTS smc_cursors (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source VARCHAR(32) NOT NULL,
  position TEXT NOT NULL,
  moved_at DATETIME NOT NULL,
  PRIMARY KEY (client, source)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
