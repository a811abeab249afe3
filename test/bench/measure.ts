/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.slice().sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] || 0;
}

/** Milliseconds that some work takes. */
export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = process.hrtime();
  await work();
  const [seconds, nanoseconds] = process.hrtime(from);
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Medians of several pieces of work that take turns, so that a busy machine slows all of them: A B A B. */
export async function interleaved(rounds: number, works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) (times[index] as number[]).push(await millisecondsOf(work));
  }
  return times.map(median);
}

/** One line of the result; `most` is what the target allows. */
export interface Finding {
  readonly what: string;
  readonly value: string;
  readonly target: string;
  readonly isMet: boolean | null;
}

/** A ratio held against a target: at most so many, or at least. */
export function ratio(what: string, value: number, target: { readonly atMost: number } | { readonly atLeast: number }): Finding {
  const isMet = 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
  const words = 'atMost' in target ? `at most ${target.atMost} ×` : `at least ${target.atLeast} ×`;
  return { what, value: `${value.toFixed(2)} ×`, target: words, isMet };
}

/** Something to know, without a target. */
export function told(what: string, value: string): Finding {
  return { what, value, target: '', isMet: null };
}
