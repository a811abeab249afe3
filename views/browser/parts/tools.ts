import type { Turn } from './live';

const TYPING_MS = 250;

/** What the reader looks for goes into the address, and the list follows; the page itself stays. */
export function startTools(turn: Turn): void {
  const tools = document.getElementById('smc-tools');
  if (!(tools instanceof HTMLFormElement)) return;
  const clear = tools.querySelector<HTMLElement>('.smc-clear');
  let typing = 0;

  const look = (): void => {
    clearTimeout(typing);
    const url = new URL(tools.action);
    let isNarrow = false;
    new FormData(tools).forEach((value, name) => {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, String(value));
      const field = tools.elements.namedItem(name);
      const isHidden = field instanceof HTMLInputElement && field.type === 'hidden';
      isNarrow = isNarrow || (value !== '' && !isHidden && name !== 'sort');
    });
    if (clear !== null) clear.hidden = !isNarrow;
    window.history.replaceState(null, '', url.toString());
    turn().catch(() => undefined);
  };
  tools.addEventListener('input', () => {
    clearTimeout(typing);
    typing = window.setTimeout(look, TYPING_MS);
  });
  tools.addEventListener('submit', (event) => {
    event.preventDefault();
    look();
  });
}
