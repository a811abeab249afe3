import { closeMenus } from './menus';
import { all, isField } from './page';

function rows(): HTMLElement[] {
  return all<HTMLElement>('.smc-row');
}

/** The row the reader is at; on an entry's own page the page. */
function current(): HTMLElement | undefined {
  const focused = rows().find((row) => row.contains(document.activeElement));
  return focused || document.getElementById('smc-acts') || undefined;
}

function move(by: number): void {
  const list = rows();
  const at = list.findIndex((row) => row.contains(document.activeElement));
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
  next?.querySelector<HTMLElement>('.smc-name')?.focus();
}

/** Opens the menu that holds a field or button, and goes there. */
function reach(selector: string): void {
  const wanted = current()?.querySelector<HTMLElement>(selector);
  const menu = wanted?.closest('details');
  if (!wanted || !menu) return;
  menu.open = true;
  wanted.focus();
}

function call(): void {
  const at = current();
  const wanted =
    at?.querySelector<HTMLElement>('a.smc-call') || at?.querySelector<HTMLElement>('[formaction$="claim"], form[action$="claim"] button');
  wanted?.click();
}

function help(): void {
  const keys = document.getElementById('smc-keys');
  if (!(keys instanceof HTMLDetailsElement)) return;
  keys.open = !keys.open;
  if (keys.open) keys.scrollIntoView({ block: 'nearest' });
}

function leave(): void {
  if (!closeMenus() && isField(document.activeElement)) (document.activeElement as HTMLElement).blur();
}

const KEYS: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  c: call,
  r: () => reach('.smc-resolve input, #smc-resolve textarea'),
  s: () => reach('.smc-snooze button, #smc-snooze button'),
  x: () => current()?.querySelector<HTMLElement>('.smc-pick input')?.click(),
  '/': () => document.querySelector<HTMLElement>('#smc-tools input[type="search"]')?.focus(),
  '?': help,
};

/** A key for everything; never while somebody types, nor with Ctrl, Alt or Meta, which are the browser's. */
export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      leave();
      return;
    }
    if (isField(event.target)) return;
    const isAtRow = rows().some((row) => row.contains(document.activeElement)) && closeable() === null;
    const arrow = isAtRow ? { ArrowDown: 'j', ArrowUp: 'k' }[event.key] : undefined;
    const act = KEYS[arrow || event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function closeable(): Element | null {
  return document.querySelector('details[data-keep][open]');
}
