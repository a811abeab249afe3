/** What Insight counts, in one index that is read instead of the rows. */
export const INSIGHT = `
ALTER TABLE smart_missed_calls
  ADD KEY insight (client, first_missed_at, withdrawn_at, status, cleared_by, cleared_at, due_at, reason, missed_count, did, caller_key)
`;
