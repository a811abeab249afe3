/** Why a call was judged as it was: the verdict with its sentences, and the call as it was seen, as JSON texts. */
export const PROOFS = `
CREATE TABLE IF NOT EXISTS smc_proofs (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  call_id VARCHAR(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  verdict VARCHAR(16) NOT NULL,
  reason VARCHAR(32) NOT NULL,
  confidence VARCHAR(10) NOT NULL,
  because MEDIUMTEXT NOT NULL,
  seen MEDIUMTEXT NOT NULL,
  digest CHAR(40) NOT NULL,
  judged_at DATETIME NOT NULL,
  PRIMARY KEY (client, call_id),
  KEY by_time (client, judged_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
