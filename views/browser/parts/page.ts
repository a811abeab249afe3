/** The head of our page; null on a page without one, such as a problem's. */
export const head: HTMLElement | null = document.getElementById('smc-head');

/** Everything of ours: the body, or our part of the PBX's own page. */
export const root: Element = document.querySelector('.smc') || document.body;

/** Where one of our addresses is asked for by a script: inside a PBX's page there is a door of its own. */
export function doorTo(address: string): URL {
  const to = new URL(address, window.location.href);
  const door = head?.dataset.door;
  if (!door) return to;
  const url = new URL(door, window.location.href);
  to.searchParams.forEach((value, name) => {
    if (name !== 'display') url.searchParams.set(name, value);
  });
  return url;
}

/** Every element of a kind, as an array. */
export function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return Array.from(within.querySelectorAll<T>(selector));
}

/** Whether somebody types there. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox'
  );
}
