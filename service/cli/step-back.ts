import * as os from 'os';

/** What Node can say about the priority of a process, from 10.10 on. */
interface Priorities {
  readonly getPriority?: () => number;
  readonly setPriority?: (priority: number) => void;
}

/** Everything else on the machine goes first; a process that stepped back further is left there. 0 leaves the priority alone. */
export function stepBack(niceness: number, { getPriority, setPriority }: Priorities = os): void {
  if (niceness > 0 && setPriority !== undefined && getPriority !== undefined && getPriority() < niceness) setPriority(niceness);
}
