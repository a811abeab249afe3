import { type Mariadb, startMariadb } from './mariadb';

export { ownName } from './own-name';

/** The first one may have to install MariaDB. */
const FIRST_START_MS = 5 * 60 * 1000;

let shared: Promise<Mariadb> | null = null;

/**
 * One server for the whole mocha run, started by the first file that asks; it ends with the run.
 * Call it inside `describe`: the function it gives back works in hooks and tests. Make databases of your own in it (see
 * `ownName`), and use `startMariadb` where a test kills or restarts the server.
 */
export function useMariadb(): () => Mariadb {
  let db: Mariadb | null = null;
  before('MariaDB runs', async function () {
    this.timeout(FIRST_START_MS);
    if (!shared) shared = startMariadb({ name: 'tests' });
    db = await shared;
  });
  return () => {
    if (!db) throw new Error('useMariadb() is ready from the first hook or test on, not while the tests are described.');
    return db;
  };
}

// Outside any `describe`, and read while mocha loads the files: a hook of the whole run.
after('MariaDB ends', async () => {
  const db = await shared;
  shared = null;
  if (db) await db.stop();
});
