import { type Fault, nothing } from './fault';

/** What is lost for good. */
export const LOSSES: readonly Fault[] = [
  {
    name: 'cel is emptied',
    loses: true,
    begin: async ({ world }) => {
      await world.sql(`TRUNCATE ${world.tables.cel}`);
      world.nextCelId = 1;
      return nothing;
    },
  },
  {
    name: 'cdr is emptied',
    loses: true,
    begin: async ({ world }) => {
      await world.sql(`TRUNCATE ${world.tables.cdr}`);
      return nothing;
    },
  },
  {
    name: 'cel is restored from an older backup',
    loses: true,
    begin: async ({ world }, random) => {
      const first = Math.max(1, world.nextCelId - random.between(1, 900));
      await world.sql(`DELETE FROM ${world.tables.cel} WHERE id >= ?`, [first]);
      world.nextCelId = first;
      return nothing;
    },
  },
  {
    name: 'old rows are pruned',
    loses: true,
    begin: async ({ world }, random) => {
      const share = random.between(1, 100) / 100;
      await world.sql(`DELETE FROM ${world.tables.cel} WHERE id < ?`, [Math.floor(world.nextCelId * share)]);
      await world.sql(`DELETE FROM ${world.tables.cdr} ORDER BY calldate LIMIT ?`, [random.between(1, 400)]);
      return nothing;
    },
  },
];
