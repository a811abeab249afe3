import * as os from 'os';

/** Everything else on the machine goes first; Node can say so from 10.10 on. 0 leaves the priority of the process alone. */
export function stepBack(niceness: number): void {
  const { setPriority } = os as { readonly setPriority?: (priority: number) => void };
  if (niceness > 0 && setPriority !== undefined) setPriority(niceness);
}
