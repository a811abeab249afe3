/** The ways calls took: the queues and ring groups they were offered to, and the trunk's endpoint the last came by; empty for our own calls. */
export interface Ways {
  readonly queues: readonly string[];
  readonly ringGroups: readonly string[];
  readonly trunk: string;
}
