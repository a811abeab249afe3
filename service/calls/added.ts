/**
 * A list with one more; begin with an empty one. Most lists of a call hold one to three things, and what is pushed onto a short list makes
 * room for seventeen.
 */
export function added<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one];
  if (list.length === 1) return [list[0] as T, one];
  if (list.length === 2) return [list[0] as T, list[1] as T, one];
  list.push(one);
  return list;
}
