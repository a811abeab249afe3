/**
 * A daemon's sending in a process of its own, to be killed: it plans and sends what is due at the instant it is told, over and over, and says each
 * step on standard output, so that whoever watches can choose when it dies.
 */
import { tellDue } from '../../service/notify/notifier';
import { openDatabase } from '../../service/store/database';
import { worldOn } from './world';

const [socketPath = '', database = '', at = '0'] = process.argv.slice(2);
const db = openDatabase({ socketPath, user: 'root', password: '', database });
const world = worldOn(db);
world.setClock(Number(at));

tellDue({ ...world, me: `child:${process.pid}` }).then(
  async (attempts) => {
    process.stdout.write(`done ${attempts}\n`);
    await db.close();
  },
  (error: unknown) => {
    process.stdout.write(`failed ${String(error)}\n`);
    process.exitCode = 1;
  },
);
