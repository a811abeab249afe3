/** Where a call was offered and by which trunk it came. */
export const ATTEMPT_WAYS = `
ALTER TABLE smc_attempts
  ADD COLUMN queues VARCHAR(255) NOT NULL DEFAULT '',
  ADD COLUMN ring_groups VARCHAR(255) NOT NULL DEFAULT '',
  ADD COLUMN trunk VARCHAR(191) NOT NULL DEFAULT ''
`;

/** The same of an entry's calls, and the hour of the last one on the client's clock; unknown until one of its calls is read again. */
export const ENTRY_WAYS = `
ALTER TABLE smart_missed_calls
  ADD COLUMN queues VARCHAR(750) NOT NULL DEFAULT '',
  ADD COLUMN ring_groups VARCHAR(750) NOT NULL DEFAULT '',
  ADD COLUMN trunk VARCHAR(191) NOT NULL DEFAULT '',
  ADD COLUMN last_missed_hour TINYINT NULL
`;
