/**
 * Which rows of an overlap were told of before, so that only new ones stir a call.
 *
 * What a look tells counts only when its cursor comes back at the next look: then what came of it was kept. A turn that failed comes
 * back with the cursor before, and everything is told again. Cursors carry the number of their look, so no two are alike.
 */
export class ToldRows<Key> {
  private readonly told = new Map<Key, number>();
  private latest = new Map<Key, number>();
  private handedOut: number | null = null;

  /** Begins the look after the one numbered `previous`; answers whether what that one told was kept. */
  begin(previous: number | null): boolean {
    const wasKept = previous !== null && previous === this.handedOut;
    if (wasKept) {
      this.latest.forEach((at, key) => {
        this.told.set(key, at);
      });
    }
    this.latest = new Map();
    this.handedOut = (previous || 0) + 1;
    return wasKept;
  }

  /** The number of the look that began last, for its cursor. */
  get look(): number {
    return this.handedOut || 0;
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
