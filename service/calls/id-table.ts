/** The end of an id tells it from others: the serial. */
const HASHED = 8;
const SMALLEST = 64;

function hashOf(id: string): number {
  let hash = 0;
  for (let at = Math.max(0, id.length - HASHED); at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}

/**
 * What ids stand for, for a moment each: years of calls come and go through it. A `Map` that is added to and deleted from makes new
 * tables over and over, each of which points to the next: those that grew old keep all that was ever in the younger ones from being
 * collected. This one is made anew only when it grows.
 */
export class IdTable<Value> {
  private ids: (string | undefined)[] = [];
  private values: (Value | undefined)[] = [];
  private mask = 0;
  private count = 0;

  constructor() {
    this.resize(SMALLEST);
  }

  get(id: string): Value | undefined {
    return this.values[this.placeOf(id)];
  }

  set(id: string, value: Value): void {
    let place = this.placeOf(id);
    if (this.ids[place] === undefined) {
      this.count += 1;
      if (this.count * 2 > this.mask) {
        this.resize((this.mask + 1) * 2);
        place = this.placeOf(id);
      }
    }
    this.ids[place] = id;
    this.values[place] = value;
  }

  delete(id: string): void {
    let empty = this.placeOf(id);
    if (this.ids[empty] === undefined) return;
    this.count -= 1;
    // Those behind it that stand there only because this place was taken move up.
    for (let at = (empty + 1) & this.mask; this.ids[at] !== undefined; at = (at + 1) & this.mask) {
      const wanted = hashOf(this.ids[at] as string) & this.mask;
      if (((at - wanted) & this.mask) < ((at - empty) & this.mask)) continue;
      this.ids[empty] = this.ids[at];
      this.values[empty] = this.values[at];
      empty = at;
    }
    this.ids[empty] = undefined;
    this.values[empty] = undefined;
  }

  /** Where an id stands, or would. */
  private placeOf(id: string): number {
    let at = hashOf(id) & this.mask;
    for (let there = this.ids[at]; there !== undefined && there !== id; there = this.ids[at]) at = (at + 1) & this.mask;
    return at;
  }

  private resize(size: number): void {
    const { ids, values } = this;
    this.ids = new Array(size).fill(undefined);
    this.values = new Array(size).fill(undefined);
    this.mask = size - 1;
    ids.forEach((id, at) => {
      if (id === undefined) return;
      const place = this.placeOf(id);
      this.ids[place] = id;
      this.values[place] = values[at];
    });
  }
}
