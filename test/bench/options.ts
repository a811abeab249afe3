/** What can be measured by itself. */
export const BENCHES = ['history', 'all-sources', 'turns', 'memory', 'list'] as const;

export type BenchName = (typeof BENCHES)[number];

export interface Options {
  readonly rows: number;
  readonly rounds: number;
  /** All of them unless one is named. */
  readonly only: BenchName | null;
}

export const HELP = `npm run bench -- [--rows N] [--only NAME] [--rounds N]

  --rows N     CDR rows of the history (300000; the targets are meant for 5000000 and more)
  --only NAME  ${BENCHES.join(' | ')}
  --rounds N   how often what is compared takes turns (3)

Results are ratios of times taken in one run, one after the other in turns: docs/BENCHMARKS.md says what they mean.`;

const LEAST_ROWS = 1000;

/** What was typed; a sentence where it cannot be meant. */
export function optionsOf(args: readonly string[]): Options | string {
  const given = { '--rows': '300000', '--only': '', '--rounds': '3' };
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at] as keyof typeof given, args[at + 1]];
    if (Object.keys(given).indexOf(name) < 0) return `${name} is no option: ${Object.keys(given).join(', ')} and --help are.`;
    if (value === undefined || value === '') return `${name} wants a value: --help says which.`;
    given[name] = value;
  }
  const [rows, rounds] = [Number(given['--rows']), Number(given['--rounds'])];
  if (!Number.isInteger(rows) || rows < LEAST_ROWS)
    return `--rows is ${JSON.stringify(given['--rows'])}: give a whole number from ${LEAST_ROWS} on.`;
  if (!Number.isInteger(rounds) || rounds < 1) return `--rounds is ${JSON.stringify(given['--rounds'])}: give a whole number from 1 on.`;
  const only = BENCHES.find((name) => name === given['--only']) || null;
  if (only === null && given['--only'] !== '') return `--only is ${JSON.stringify(given['--only'])}: there are ${BENCHES.join(', ')}.`;
  return { rows, rounds, only };
}
