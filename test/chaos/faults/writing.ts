import * as fs from 'fs';
import type { Writer } from '../writer';
import { type Fault, nothing } from './fault';

function flag(name: string, change: (writer: Writer, on: boolean) => void): Fault {
  return {
    name,
    begin: async ({ writer }) => {
      change(writer, true);
      return async () => change(writer, false);
    },
  };
}

/** Half of what CEL had to tell of a call: a message may then be missed, so no list by chance has it. */
export const CEL_STOPS = flag('CEL stops in mid-call', (writer, on) => {
  writer.isCelCut = on;
});

/** What happens to what Asterisk writes. */
export const WRITING: readonly Fault[] = [
  {
    name: 'CDR rows come in a batch',
    begin: async ({ writer }, random) => {
      writer.late.set('cdr', random.between(2, 30));
      return nothing;
    },
  },
  {
    name: 'CEL rows come late',
    begin: async ({ writer }, random) => {
      writer.late.set('cel', random.between(1, 4));
      return nothing;
    },
  },
  {
    name: 'queue_log lines come late',
    begin: async ({ writer }, random) => {
      writer.late.set('queue_log', random.between(1, 6));
      return nothing;
    },
  },
  {
    name: 'rows are written twice',
    begin: async ({ world, writer }) => {
      const of = (source: string) => writer.lastRows.filter((piece) => piece.source === source);
      await world.insert(
        world.tables.cdr,
        of('cdr').map((piece) => writer.cdrRow(piece)),
      );
      await world.insert(
        world.tables.cel,
        of('cel').map(({ row }) => world.numbered(row)),
      );
      return nothing;
    },
  },
  {
    name: 'rows nobody can read are written',
    begin: async ({ world }, random) => {
      await world.insert(world.tables.cdr, [
        { calldate: '0000-00-00 00:00:00', uniqueid: '', linkedid: '', src: '0470999999', did: '3225550101' },
      ]);
      const id = `junk-${random.between(0, 9)}`;
      await world.insert(world.tables.cdr, [{ calldate: '2026-10-24 20:00:00', uniqueid: id, linkedid: id, dst: 's', lastapp: 'x' }]);
      fs.appendFileSync(world.queueLog, 'no|line\n\n1|NONE|NONE|NONE|CONFIGRELOAD|\n');
      return nothing;
    },
  },
  flag('ids commit out of order', (writer, on) => {
    writer.isOutOfOrder = on;
  }),
  flag('CEL is switched off', (writer, on) => {
    writer.isCelOff = on;
  }),
  flag('CDRUSEGMT is set', (writer, on) => {
    writer.isGmt = on;
  }),
  flag('a line is half written', (writer, on) => {
    writer.isHalfLine = on;
  }),
  {
    name: 'the PBX is started again and counts sequence anew',
    begin: async ({ writer }, random) => {
      writer.sequenceBase = random.between(0, 900);
      return nothing;
    },
  },
  {
    name: 'queue_log is rotated',
    begin: async ({ world }) => {
      const { queueLogFile } = world.stand;
      if (world.queueLog !== queueLogFile) return nothing;
      const rotated = world.rotatedName();
      fs.renameSync(queueLogFile, rotated);
      // Asterisk keeps writing to the old file until it is told.
      world.queueLog = rotated;
      return async () => {
        fs.appendFileSync(queueLogFile, '');
        world.queueLog = queueLogFile;
      };
    },
  },
  {
    name: 'queue_log is copied and cut',
    loses: true,
    begin: async ({ world }) => {
      const { queueLogFile } = world.stand;
      if (world.queueLog !== queueLogFile) return nothing;
      fs.copyFileSync(queueLogFile, world.rotatedName());
      fs.truncateSync(queueLogFile);
      return nothing;
    },
  },
];
