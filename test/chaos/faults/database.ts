import { createConnection } from 'mysql2/promise';
import type { World } from '../world';
import { type Fault, nothing } from './fault';

const account = (user: string) => `'${user}'@'localhost'`;
const patternOf = (database: string) => `\`${database.replace(/_/g, '\\_')}\`.*`;

async function killConnections(world: World): Promise<void> {
  const { reader, owner } = world.stand.addresses;
  const left = () =>
    world.sql<{ id: number }>('SELECT id FROM information_schema.processlist WHERE user IN (?, ?)', [reader.user, owner.user]);
  for (const { id } of await left()) await world.sql('KILL CONNECTION ?', [id]).catch(() => undefined);
  // Until both ends have noticed, so that a seed tells the same story each time.
  while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Reads of the PBX's tables wait so long, at most. */
const SLOW_MS = 40;

/** Somebody's report, a backup, a dying disk: whoever reads waits. */
async function holdTables(world: World): Promise<() => Promise<void>> {
  const one = await createConnection(world.mariadb.login(undefined, world.stand.pbxDatabase));
  await one.query(`LOCK TABLES ${world.tables.cdr} WRITE, ${world.tables.cel} WRITE`);
  return () => one.end();
}

function moved(table: 'cdr' | 'cel'): Fault {
  return {
    name: `${table} is moved away`,
    begin: async ({ world }) => {
      if (world.tables[table] !== table) return nothing;
      world.tables[table] = `${table}_away`;
      await world.sql(`RENAME TABLE ${table} TO ${table}_away`);
      return async () => {
        world.tables[table] = table;
        await world.sql(`RENAME TABLE ${table}_away TO ${table}`);
      };
    },
  };
}

/** What happens to the database. */
export const DATABASE: readonly Fault[] = [
  {
    name: 'the server is killed',
    slow: true,
    begin: async ({ world }) => {
      await world.mariadb.kill();
      await world.mariadb.restart();
      return nothing;
    },
  },
  {
    name: 'every connection is cut',
    begin: async ({ world }) => {
      await killConnections(world);
      return nothing;
    },
  },
  {
    name: 'connections are cut in mid-turn',
    begin: async ({ world, now }, random) => {
      await world.turn(now, { at: random.between(1, 45), happen: () => killConnections(world) });
      return nothing;
    },
  },
  {
    name: 'the database is slow',
    begin: async ({ world, now }, random) => {
      let freed = Promise.resolve();
      const happen = async () => {
        const free = await holdTables(world);
        freed = new Promise<void>((resolve) => setTimeout(resolve, SLOW_MS)).then(free);
      };
      await world.turn(now, { at: random.between(1, 20), happen });
      await freed;
      return nothing;
    },
  },
  {
    name: 'the database is read-only',
    begin: async ({ world }) => {
      await world.sql('SET GLOBAL read_only = 1');
      return async () => {
        await world.sql('SET GLOBAL read_only = 0');
      };
    },
  },
  {
    name: 'SELECT is withdrawn',
    begin: async ({ world }) => {
      const { pbxDatabase, addresses } = world.stand;
      const user = account(addresses.reader.user);
      await world.sql(`REVOKE SELECT ON ${patternOf(pbxDatabase)} FROM ${user}`).catch(() => undefined);
      // A connection that is open keeps its rights on the database it is in.
      await killConnections(world);
      return async () => {
        await world.sql(`GRANT SELECT ON ${patternOf(pbxDatabase)} TO ${user}`);
      };
    },
  },
  {
    name: 'the right to add to the audit is withdrawn',
    begin: async ({ world }) => {
      const { database, user } = world.stand.addresses.owner;
      await world.sql(`REVOKE INSERT ON ${patternOf(database)} FROM ${account(user)}`).catch(() => undefined);
      await killConnections(world);
      return async () => {
        await world.sql(`GRANT INSERT ON ${patternOf(database)} TO ${account(user)}`);
      };
    },
  },
  {
    name: 'the disk is full',
    begin: async ({ world }) => {
      const happen = async () => {
        throw Object.assign(new Error('The table is full'), { errno: 1114 });
      };
      world.always = { at: 'changes', happen };
      return async () => {
        world.always = null;
      };
    },
  },
  moved('cel'),
  moved('cdr'),
];
