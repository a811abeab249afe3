/** Places of one generation; half of them are used. */
const PLACES = 1 << 17;
const SEEDS = [31, 131];

function hashOf(text: string, seed: number): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, seed) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** One generation: two hashes of an id, and what is remembered of it. */
interface Generation {
  readonly ids: Uint32Array;
  readonly values: Uint16Array;
  count: number;
}

function generation(): Generation {
  return { ids: new Uint32Array(PLACES * 2), values: new Uint16Array(PLACES), count: 0 };
}

/**
 * A small number for each of the last calls, 65,000 of them at least. Numbers in tables that are made once: objects that live for a while
 * and die would be collected late, and keep the rows they came from.
 */
export class CountedCalls {
  private young = generation();
  private old = generation();
  /** Something was forgotten. */
  hasForgotten = false;

  /** `value` is from 1 to 65535. */
  set(id: string, value: number): void {
    const [one, other] = [hashOf(id, SEEDS[0] as number), hashOf(id, SEEDS[1] as number)];
    if (this.young.count * 2 >= PLACES) this.turnOver();
    const at = placeOf(this.young, one, other);
    if (this.young.values[at] === 0) this.young.count += 1;
    this.young.ids[at * 2] = one;
    this.young.ids[at * 2 + 1] = other;
    this.young.values[at] = value;
  }

  /** 0 for one that is not known, or not any more. */
  get(id: string): number {
    const [one, other] = [hashOf(id, SEEDS[0] as number), hashOf(id, SEEDS[1] as number)];
    return this.young.values[placeOf(this.young, one, other)] || this.old.values[placeOf(this.old, one, other)] || 0;
  }

  private turnOver(): void {
    if (this.old.count > 0) this.hasForgotten = true;
    const emptied = this.old;
    emptied.values.fill(0);
    emptied.count = 0;
    [this.old, this.young] = [this.young, emptied];
  }
}

/** Where an id stands, or would. */
function placeOf({ ids, values }: Generation, one: number, other: number): number {
  let at = one & (PLACES - 1);
  while (values[at] !== 0 && (ids[at * 2] !== one || ids[at * 2 + 1] !== other)) at = (at + 1) & (PLACES - 1);
  return at;
}
