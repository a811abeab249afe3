/**
 * A list with one more; begin with an empty one. Most lists of a call hold one thing or two, and what is pushed onto an empty list makes room
 * for seventeen.
 */
export function added<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one];
  list.push(one);
  return list;
}
