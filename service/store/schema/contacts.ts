/** What is known of a caller beyond single calls: the number and the name he last called with. */
export const CONTACTS = `
CREATE TABLE IF NOT EXISTS smc_contacts (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  caller_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  caller_number VARCHAR(128) NOT NULL,
  caller_name VARCHAR(191) NOT NULL,
  seen_at DATETIME NOT NULL,
  PRIMARY KEY (client, caller_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
