import { all } from './page';

const OPEN = 'details[data-keep][open]';

/** Closes every menu but one; the focus goes back to what opened the one it was in. */
export function closeMenus(but: Element | null = null): boolean {
  const open = all<HTMLDetailsElement>(OPEN).filter((menu) => menu !== but);
  for (const menu of open) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    const summary = menu.querySelector('summary');
    if (hadFocus && summary) summary.focus({ preventScroll: true });
  }
  return open.length > 0;
}

/** One menu at a time, closed by a click elsewhere. */
export function startMenus(): void {
  document.addEventListener(
    'toggle',
    (event) => {
      if (event.target instanceof HTMLDetailsElement && event.target.matches(OPEN)) closeMenus(event.target);
    },
    true,
  );
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target !== null && target.closest('details[data-keep]') === null) closeMenus();
  });
}
