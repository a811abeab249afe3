import { randomBytes } from 'crypto';

/**
 * Which rows of an overlap were told of before, so that only new ones stir a call.
 *
 * What a look tells counts only when its cursor comes back at the next look: then what came of it was kept. A turn that failed comes
 * back with the cursor before, and everything is told again. Each cursor names its look by a word no other look has, in no process:
 * two daemons that look from one place must not take one another's cursor for their own.
 */
export class ToldRows<Key> {
  private readonly told = new Map<Key, number>();
  private latest = new Map<Key, number>();
  private readonly ours = randomBytes(8).toString('hex');
  private count = 0;
  private before: string | null = null;

  /** Begins the look after the one named `previous`; answers whether what our last one told was kept. */
  begin(previous: string | null): boolean {
    const wasKept = previous !== null && previous === this.look;
    if (wasKept) {
      this.latest.forEach((at, key) => {
        this.told.set(key, at);
      });
    } else if (previous !== this.before) {
      // Somebody else's cursor, or one of a backup: what it has kept is not what we told.
      this.told.clear();
    }
    this.latest = new Map();
    this.before = previous;
    this.count += 1;
    return wasKept;
  }

  /** The name of the look that began last, for its cursor. */
  get look(): string {
    return `${this.ours}.${this.count}`;
  }

  /** Whether a row is told for the first time. `at` is what forgetBefore() compares with. */
  isNew(key: Key, at: number): boolean {
    if (this.told.has(key) || this.latest.has(key)) return false;
    this.latest.set(key, at);
    return true;
  }

  /** Forgets rows that no overlap will reach again. */
  forgetBefore(at: number): void {
    this.told.forEach((keptAt, key) => {
      if (keptAt < at) this.told.delete(key);
    });
  }

  /** Forgets all: the table is another one now. */
  clear(): void {
    this.told.clear();
    this.latest.clear();
  }
}

/** The name of the look a cursor came from; null in one that an older version kept. */
export function lookOf(look: unknown): string | null {
  return typeof look === 'string' ? look : null;
}
