/** One message to one reader by one channel: what for, when, and what came of it. It holds no words of a caller: they are read when it is sent. */
export const DELIVERIES = `
CREATE TABLE IF NOT EXISTS smc_deliveries (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  id INT UNSIGNED NOT NULL,
  once_key VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(16) NOT NULL,
  why VARCHAR(40) NOT NULL,
  recipient VARCHAR(190) NOT NULL,
  reader VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  channel VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  address VARCHAR(190) NOT NULL,
  since_at DATETIME NULL,
  until_at DATETIME NULL,
  state VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at DATETIME NOT NULL,
  due_at DATETIME NOT NULL,
  claimed_by VARCHAR(100) NULL,
  claimed_until DATETIME NULL,
  tries INT UNSIGNED NOT NULL,
  done_at DATETIME NULL,
  PRIMARY KEY (client, id),
  UNIQUE KEY once (client, once_key),
  KEY due (client, state, channel, due_at),
  KEY by_reader (client, reader, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;

/** Which entries a message is about: who was told of a caller is told when it was wrong. */
export const TOLD = `
CREATE TABLE IF NOT EXISTS smc_told (
  client VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  entry_id INT UNSIGNED NOT NULL,
  delivery_id INT UNSIGNED NOT NULL,
  PRIMARY KEY (client, entry_id, delivery_id),
  KEY by_delivery (client, delivery_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
`;
