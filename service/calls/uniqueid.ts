import type { Uniqueid, UtcSeconds } from '../../shared/words';

function dotOf(id: Uniqueid): number {
  const dot = id.lastIndexOf('.');
  return dot < 0 ? id.length : dot;
}

/** The UTC second in `[systemname-]epoch.serial`; 0 when the id carries none. A systemname may hold dashes and dots of its own. */
export function epochOf(id: Uniqueid): UtcSeconds {
  const dot = dotOf(id);
  return Number(id.slice(id.lastIndexOf('-', dot) + 1, dot)) || 0;
}

function serialOf(id: Uniqueid): number {
  return Number(id.slice(dotOf(id) + 1)) || 0;
}

/** Orders uniqueids by birth: the second, then the serial as a number (`.9` before `.10`). */
export function compareUniqueids(one: Uniqueid, other: Uniqueid): number {
  if (one === other) return 0;
  return epochOf(one) - epochOf(other) || serialOf(one) - serialOf(other) || (one < other ? -1 : 1);
}
