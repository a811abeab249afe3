import type { UtcSeconds } from '../shared/words';

/** Places of one table; three quarters of them are used. */
const PLACES = 1 << 15;
const MOST = (PLACES / 4) * 3;

const [DOT, ZERO, NINE] = [46, 48, 57];
/** Odd numbers that spread neighbours over all others. */
const [FIRST, SECOND, THIRD, FOURTH] = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** What an id was made of, `read` last: the second before its last dot (0 where it tells none), the number behind it, and all other letters. */
let madeAt: UtcSeconds = 0;
let serial = 0;
let letters = 0;

/** In one go and without new objects, for this is done for millions. */
function read(id: string): void {
  let second = 0;
  let number = 0;
  let others = 0;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code >= ZERO && code <= NINE) number = number * 10 + (code - ZERO);
    else {
      others = (Math.imul(others, FIRST) + number + code) | 0;
      if (code === DOT) second = number;
      number = 0;
    }
  }
  madeAt = second;
  serial = number;
  letters = others;
}

/** A number of 32 bits for what was read. */
function hashBy(one: number, other: number): number {
  const mixed = (Math.imul(serial, one) ^ Math.imul(letters, other)) | 0;
  return (mixed ^ (mixed >>> 15)) >>> 0;
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
  /** What is kept of the id that was read, never 0. */
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
    const hash = hashBy(FIRST, SECOND);
    const key = this.keyOf(hash);
    const at = placeOf(table.keys, hash, key);
    if (table.keys[at] === 0) table.count += 1;
    table.keys[at] = key;
    if (value > 0) table.values[at] = value;
  }

  /** The newest table an id stands in, and where. */
  protected find(id: string): { readonly table: Table; readonly at: number } | null {
    read(id);
    const hash = hashBy(FIRST, SECOND);
    const key = this.keyOf(hash);
    for (let n = this.tables.length - 1; n >= 0; n -= 1) {
      const table = this.tables[n] as Table;
      if (madeAt < table.from || madeAt > table.to) continue;
      const at = placeOf(table.keys, hash, key);
      if (table.keys[at] !== 0) return { table, at };
    }
    return null;
  }
}

/** Where a key stands, or would. */
function placeOf(keys: Table['keys'], hash: number, key: number): number {
  let at = hash & (PLACES - 1);
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (PLACES - 1);
  return at;
}

const NONE = new Uint16Array(0);

/** Ids that were seen, three bytes each. A few in ten thousand that were not seem to have been. */
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

  /** Another than that of ids that were seen: who is mistaken for one of those is not mistaken for a call as well. */
  protected keyOf(): number {
    return hashBy(THIRD, FOURTH) || 1;
  }
}
