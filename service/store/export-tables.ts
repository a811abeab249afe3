import schema from '../../shared/settings.schema.json';

/** A table of which a client's rows are exported, in the order of a key that is unique within the client. */
export interface ExportedTable {
  readonly table: string;
  readonly key: readonly string[];
  /** Rows in memory at a time. */
  readonly page: number;
}

/** What a client's data is, in the order it is written. Columns are taken as they are, but for the client itself. */
export const EXPORTED: readonly ExportedTable[] = [
  { table: 'smc_settings', key: ['name', 'since_at'], page: 500 },
  { table: 'smc_settings_holds', key: ['held_at', 'since_at'], page: 500 },
  { table: 'smc_exports', key: ['at', 'user_id', 'format', 'asked'], page: 500 },
  { table: 'smart_missed_calls', key: ['id'], page: 500 },
  { table: 'smart_missed_calls_audit', key: ['no'], page: 500 },
  { table: 'smc_notes', key: ['entry_id', 'seq'], page: 100 },
  { table: 'smc_attempts', key: ['call_id', 'caller_key'], page: 500 },
  // A proof is the whole call: some 10 kB.
  { table: 'smc_proofs', key: ['call_id'], page: 50 },
  { table: 'smc_contacts', key: ['caller_key'], page: 500 },
  // Somebody's wish not to be told any more goes where the recipients go.
  { table: 'smc_unsubscribed', key: ['reader'], page: 500 },
  { table: 'smc_colleagues', key: ['user_id'], page: 500 },
  { table: 'smc_views', key: ['id'], page: 500 },
  // With its salt, which opens nothing: without it the list would forget nobody at the other end.
  { table: 'smc_forgotten', key: ['key_hash'], page: 500 },
];

/** What stays behind, and why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  smc_clients: 'its few numbers stand in the header',
  smc_cursors:
    'they are places in the tables and files of one PBX: on another they would skip calls, and without them known calls say nothing new',
  smc_waiting: 'the calls in progress of one PBX, seen again at the first turn',
  smc_outbox: 'what is still to be told is told from where it was put: sent from both places it would come twice',
  smc_deliveries: 'messages of one daemon: sent from two places they would come twice',
  smc_told: 'which entries those messages were about',
  smc_journal: 'what became of those messages',
  smc_digests: 'due times of one daemon: at the other end they begin with the next',
  smc_unreadable: 'rows of one PBX, and nothing that the list is made of',
  smc_health: 'how one daemon on one machine is doing',
  smc_marks: 'they are made of the entries, at the other end too',
  smc_schema: 'its number stands in the header',
};

const properties: Readonly<Record<string, { readonly title: string; readonly writeOnly?: boolean }>> = schema.properties;

/** Settings that are secrets (`writeOnly` in the schema): no export holds them. Passwords of databases stand in the configuration file. */
export const SECRET_SETTINGS: readonly string[] = Object.keys(properties).filter((name) => properties[name]?.writeOnly === true);
