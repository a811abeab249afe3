const RUN = /^(\d{1,9})-(\d{1,9})$/;
/** More phones than one user can watch over. */
const MOST = 20000;

/** Extensions one by one: `101-103` becomes 101, 102 and 103. What is no run of numbers of one length stays as it is. */
export function expandRuns(written: readonly string[]): string[] {
  const all: string[] = [];
  for (const one of written) {
    const run = RUN.exec(one);
    const [from, to] = run === null ? ['', ''] : [run[1] as string, run[2] as string];
    const count = Number(to) - Number(from);
    if (run === null || from.length !== to.length || count < 0) all.push(one);
    else for (let at = 0; at <= count && all.length < MOST; at += 1) all.push(String(Number(from) + at).padStart(from.length, '0'));
  }
  return all;
}
