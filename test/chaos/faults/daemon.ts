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

/** Seconds in which Asterisk writes on while a turn is under way. */
const LONGEST_TURN = 60;

/** What happens to the daemon. */
export const DAEMON: readonly Fault[] = [
  {
    name: 'the daemon is killed at a statement',
    forgets: true,
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
    forgets: true,
    begin: async ({ world }) => {
      world.newDaemon();
      return nothing;
    },
  },
  {
    name: 'a second daemon runs',
    begin: async ({ world, writer, now }, random) => {
      const later = now + random.between(1, LONGEST_TURN);
      const other = world.anotherDaemon();
      const isOvertaken = random.chance(0.5);
      await world.turnBeside(other, later, random.between(1, 45), isOvertaken, () => writer.writeUntil(later));
      // The one that saw more is left.
      if (isOvertaken) world.newDaemon(other);
      return nothing;
    },
  },
  clock(3600),
  clock(-3600),
  clock(86400),
  clock(-86400),
];
