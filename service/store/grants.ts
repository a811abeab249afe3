/** A MariaDB account. Passwords are ours to make: letters and digits. */
export interface Account {
  readonly user: string;
  /** Where it may connect from; `localhost` is the unix socket. */
  readonly host: string;
  readonly password: string;
}

/** Who may do what where. */
export interface Grants {
  /** Our own database, and the account that owns it. */
  readonly database: string;
  readonly owner: Account;
  /** Every table of ours, whether it exists yet or not. */
  readonly tables: readonly string[];
  /** Those of them that only ever grow: the audit. */
  readonly appendOnly: readonly string[];
  /** The PBX's database, and the account that only reads it. */
  readonly pbxDatabase: string;
  /** Where the channel events lie, if not there. */
  readonly celDatabase?: string | null;
  readonly reader: Account;
}

/** A migration creates tables, everybody reads them and adds to them; so much holds for the audit too. */
const EVERYWHERE = 'SELECT, INSERT, CREATE';
/** CREATE is among them because MariaDB gives rights on a table that does not exist yet only to who may create it. */
const ON_OWN_TABLE = 'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX';

/**
 * The statements an administrator runs once, and again when a version brings a new table; running them twice changes nothing.
 *
 * Rights add up in MariaDB: what is given for a whole database cannot be taken back for one table. So the database as a whole gets
 * only what the audit may have too, and all that changes or removes is given table by table, to every table but the append-only ones.
 * There the owner lacks UPDATE and DELETE, DROP (which is TRUNCATE and RENAME too), ALTER and INDEX (a dropped column or a unique
 * index falsifies as well), and TRIGGER (which could rewrite rows on their way in). Migrations run as the same account: it can create
 * the audit, and whoever must change its shape later does so as administrator.
 */
export function grantsFor(grants: Grants): readonly string[] {
  const { database, owner, reader } = grants;
  const readable = [grants.pbxDatabase].concat(grants.celDatabase || []).filter((name, index, all) => all.indexOf(name) === index);
  const changeable = grants.tables.filter((table) => grants.appendOnly.indexOf(table) < 0);
  return [
    `CREATE DATABASE IF NOT EXISTS ${quoted(database)} DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    // GRANT … IDENTIFIED BY creates the account: MariaDB 5.5 has no CREATE USER IF NOT EXISTS.
    ...readable.map((name) => `GRANT SELECT ON ${pattern(name)}.* TO ${account(reader)}`),
    `GRANT ${EVERYWHERE} ON ${pattern(database)}.* TO ${account(owner)}`,
    ...changeable.map((table) => `GRANT ${ON_OWN_TABLE} ON ${quoted(database)}.${quoted(table)} TO ${account(owner)}`),
  ];
}

/**
 * The statements that drop our database and both accounts. An account is given USAGE first: MariaDB 5.5 refuses to drop one that is not
 * there.
 */
export function removalOf({ database, owner, reader }: Grants): readonly string[] {
  const accounts = [owner, reader];
  return [
    `DROP DATABASE IF EXISTS ${quoted(database)}`,
    ...accounts.map((one) => `GRANT USAGE ON *.* TO ${account(one)}`),
    ...accounts.map(({ user, host }) => `DROP USER ${literal(user)}@${literal(host)}`),
  ];
}

function quoted(name: string): string {
  return `\`${name.replace(/`/g, '``')}\``;
}

/** In a right on a whole database `_` and `%` stand for any characters. */
function pattern(database: string): string {
  return quoted(database.replace(/[_%]/g, '\\$&'));
}

function account({ user, host, password }: Account): string {
  return `${literal(user)}@${literal(host)} IDENTIFIED BY ${literal(password)}`;
}

/** What a backslash means depends on the server's mode, so names that would need one are refused. */
function literal(text: string): string {
  if (!/^[\w.%:+/=-]+$/.test(text)) throw new RangeError('names and passwords of accounts hold letters, digits and . % : + / = - only');
  return `'${text}'`;
}
