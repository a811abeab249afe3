import type { SqlValue } from './database';

/** Rows of one statement as the server sends them, each as its cells, some at a time; the server waits while nobody asks for more. */
export interface RowStream {
  /** The next rows, null after the last. Throws what the database throws. */
  next(): Promise<readonly (readonly SqlValue[])[] | null>;
  /** Gives up what was not read. */
  close(): void;
}

/** What it needs of a connection of the driver. */
interface Streaming {
  query(statement: { sql: string; values: unknown[]; rowsAsArray: true }): { on(event: string, heard: (what: never) => void): unknown };
  pause(): void;
  resume(): void;
  release(): void;
  destroy(): void;
}

/** Rows handed on at a time. */
const ROWS = 100;

/** Streams the rows of a statement over a connection of its own, asked for with the first rows. */
export function rowStream(
  connect: (ready: (error: Error | null, one: Streaming) => void) => void,
  sql: string,
  values: readonly unknown[],
): RowStream {
  let connection: Streaming | null = null;
  let rows: (readonly SqlValue[])[] = [];
  let state: 'new' | 'open' | 'ended' = 'new';
  let failure: Error | null = null;
  let wake: () => void = () => undefined;

  const end = (error: Error | null) => {
    if (state === 'ended') return;
    state = 'ended';
    failure = error;
    if (connection !== null && error === null) connection.release();
    // One that still has rows to come, or is in doubt, is no use to anybody.
    if (connection !== null && error !== null) connection.destroy();
    wake();
  };

  const begin = () => {
    state = 'open';
    connect((error, one) => {
      if (error !== null && error !== undefined) return end(error);
      if (state === 'ended') return one.release();
      connection = one;
      const query = one.query({ sql, values: values.slice(), rowsAsArray: true });
      query.on('result', (row: readonly SqlValue[]) => {
        rows.push(row);
        if (rows.length < ROWS) return;
        one.pause();
        wake();
      });
      query.on('error', end);
      query.on('end', () => end(null));
    });
  };

  return {
    next: async () => {
      if (state === 'new') begin();
      else if (state === 'open' && connection !== null) connection.resume();
      if (rows.length < ROWS && state === 'open') {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== null) throw failure;
      const some = rows;
      rows = [];
      return some.length === 0 ? null : some;
    },
    close: () => end(new Error('Nobody reads on.')),
  };
}
