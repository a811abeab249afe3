import { Crash } from '../crash';
import { type Fault, nothing } from './fault';

function clock(seconds: number): Fault {
  return {
    name: `our clock is ${seconds} s off`,
    begin: async ({ world }) => {
      world.skewSeconds = seconds;
      return async () => {
        world.skewSeconds = 0;
      };
    },
  };
}

/** What happens to the daemon. */
export const DAEMON: readonly Fault[] = [
  {
    name: 'the daemon is killed at a statement',
    begin: async ({ world, now }, random) => {
      const happen = async () => {
        throw new Crash('killed');
      };
      await world.turn(now, { at: random.between(1, 45), happen });
      return nothing;
    },
  },
  {
    name: 'a transaction is given up for another’s sake',
    begin: async ({ world, now }, random) => {
      const happen = async () => {
        throw Object.assign(new Error('deadlock'), { errno: 1213 });
      };
      await world.turn(now, { at: random.between(8, 45), happen });
      return nothing;
    },
  },
  {
    name: 'the daemon is started again',
    begin: async ({ world }) => {
      world.newDaemon();
      return nothing;
    },
  },
  {
    name: 'a second daemon runs',
    begin: async ({ world, now }, random) => {
      let beside = Promise.resolve();
      const happen = async (isInTransaction: boolean) => {
        beside = world.turnBeside(now);
        // In a transaction ours holds the list: the other waits for it.
        if (!isInTransaction) await beside;
      };
      await world.turn(now, { at: random.between(1, 45), happen });
      await beside;
      return nothing;
    },
  },
  clock(3600),
  clock(-3600),
  clock(86400),
  clock(-86400),
];
