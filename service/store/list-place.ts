/** A place in an ordered list: what the order sorts by, and the entry's number where that is equal. */
export interface Place {
  readonly sort: number;
  readonly id: number;
}

/** A place as addresses carry it. */
export function writePlace({ sort, id }: Place): string {
  return `${sort.toString(36)}.${id.toString(36)}`;
}

/** The place of a text; null for a text that is none, and for ''. */
export function readPlace(text: string): Place | null {
  const [, sort, id] = /^(-?[0-9a-z]{1,11})\.([0-9a-z]{1,7})$/.exec(text) || [];
  if (sort === undefined || id === undefined) return null;
  const place = { sort: Number.parseInt(sort, 36), id: Number.parseInt(id, 36) };
  return Number.isSafeInteger(place.sort) && Number.isSafeInteger(place.id) ? place : null;
}

/** Which of two places comes first, as sort() asks. */
export function byPlace(one: Place, other: Place): number {
  return one.sort - other.sort || one.id - other.id;
}
