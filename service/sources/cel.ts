import { epochOf, textOf, wallOf } from './decode';
import { type IdFeedOptions, type IdTable, idFeed } from './id-feed';
import type { Feed, Queryable } from './source';
import { offsetOf } from './wall-time';

/** How CEL is fed: rows in order of `id`, a batch at a time. */
export interface CelOptions extends IdFeedOptions {
  readonly table: string;
}

/** CEL as a table that is read by its ids. */
export function celTable(table: string): IdTable {
  return {
    table,
    source: 'cel',
    name: 'cel',
    columns: 'id, eventtype, eventtime, linkedid, uniqueid',
    callOf: (row) => textOf(row['linkedid']) || textOf(row['uniqueid']),
    markOf: (row) => [row['eventtype'], row['eventtime'], row['uniqueid']].map(textOf).join(' '),
    firstAt: (rows) => {
      // Rows near one another tell the table's offset from UTC.
      const hints = rows.map((row) => ({ wall: wallOf(row['eventtime']), epoch: epochOf(textOf(row['uniqueid'])) }));
      const wall = hints[0] === undefined ? null : hints[0].wall;
      return wall === null ? null : wall - (offsetOf(hints) || 0);
    },
  };
}

/** CEL as the feed of what moved; a table that is not there tells nothing. */
export function celFeed(db: Queryable, options: CelOptions): Feed {
  return idFeed(db, celTable(options.table), options);
}
