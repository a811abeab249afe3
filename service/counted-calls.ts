import type { UtcSeconds } from '../shared/words';

/** Places of one table; three quarters of them are used. */
const PLACES = 1 << 15;
const MOST = (PLACES / 4) * 3;

const [DOT, ZERO, NINE] = [46, 48, 57];

/** What `read` found in an id: a hash, and the second before its last dot, at which it was made (0 where it tells none). */
let hash = 0;
let madeAt: UtcSeconds = 0;

/** Both in one go, for this is done for millions. */
function read(id: string): void {
  let sum = 0;
  let number = 0;
  let second = 0;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    sum = (Math.imul(sum, 31) + code) | 0;
    if (code >= ZERO && code <= NINE) number = number * 10 + (code - ZERO);
    else {
      if (code === DOT) second = number;
      number = 0;
    }
  }
  hash = (sum ^ (sum >>> 15)) >>> 0;
  madeAt = second;
}

/** Ids that came one after the other, and the seconds between which they were made. */
interface Table {
  /** As much of each id's hash as is kept; 0 where there is none. */
  readonly keys: Uint16Array | Uint32Array;
  readonly values: Uint16Array;
  count: number;
  from: UtcSeconds;
  to: UtcSeconds;
}

/**
 * Millions of ids in little room. Numbers in tables: objects that live for long would keep the rows they came from. Most ids come in the
 * order of time and are never asked for, so what is new goes into a small table, and an old one is looked for in the tables of its time.
 */
abstract class Ids {
  private readonly tables: Table[] = [];
  private newest: Table | null = null;

  protected abstract emptyTable(): Pick<Table, 'keys' | 'values'>;
  protected abstract keyOf(hash: number): number;

  protected put(id: string, value: number): void {
    if (this.newest === null || this.newest.count >= MOST) {
      this.newest = { ...this.emptyTable(), count: 0, from: Number.MAX_SAFE_INTEGER, to: 0 };
      this.tables.push(this.newest);
    }
    const table = this.newest;
    read(id);
    if (madeAt < table.from) table.from = madeAt;
    if (madeAt > table.to) table.to = madeAt;
    const key = this.keyOf(hash);
    const at = placeOf(table.keys, key);
    if (table.keys[at] === 0) table.count += 1;
    table.keys[at] = key;
    if (value > 0) table.values[at] = value;
  }

  /** The newest table an id stands in, and where. */
  protected find(id: string): { readonly table: Table; readonly at: number } | null {
    read(id);
    const key = this.keyOf(hash);
    for (let n = this.tables.length - 1; n >= 0; n -= 1) {
      const table = this.tables[n] as Table;
      if (madeAt < table.from || madeAt > table.to) continue;
      const at = placeOf(table.keys, key);
      if (table.keys[at] !== 0) return { table, at };
    }
    return null;
  }
}

/** Where the key of the hash that was read stands, or would. */
function placeOf(keys: Table['keys'], key: number): number {
  let at = hash & (PLACES - 1);
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (PLACES - 1);
  return at;
}

const NONE = new Uint16Array(0);

/** Ids that were seen, three bytes each. One in some ten thousand that were not seem to have been. */
export class SeenIds extends Ids {
  add(id: string): void {
    this.put(id, 0);
  }

  has(id: string): boolean {
    return this.find(id) !== null;
  }

  protected emptyTable(): Pick<Table, 'keys' | 'values'> {
    return { keys: new Uint16Array(PLACES), values: NONE };
  }

  protected keyOf(hash: number): number {
    return hash >>> 16 || 1;
  }
}

/** A small number for each call that was counted, eight bytes each. */
export class CountedCalls extends Ids {
  /** `value` is from 1 to 65535. */
  set(id: string, value: number): void {
    this.put(id, value);
  }

  /** What was set, which is gone afterwards; 0 where there is none. */
  take(id: string): number {
    const found = this.find(id);
    if (found === null) return 0;
    const { table, at } = found;
    const value = table.values[at] as number;
    table.values[at] = 0;
    return value;
  }

  protected emptyTable(): Pick<Table, 'keys' | 'values'> {
    return { keys: new Uint32Array(PLACES), values: new Uint16Array(PLACES) };
  }

  protected keyOf(hash: number): number {
    return hash || 1;
  }
}
