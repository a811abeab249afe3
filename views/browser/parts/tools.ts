import type { Turn } from './live';
import { all } from './page';

const TYPING_MS = 250;

/** Names of the PBX's own, which say where our page stands. */
const FRAME = ['display', 'smc', 'module', 'command'];

/** What is looked for now is what a view is saved with. */
function takeAlong(url: URL): void {
  const form = all<HTMLFormElement>('#smc-saved form').find((one) => one.elements.namedItem('name') !== null);
  if (form === undefined) return;
  for (const field of all<HTMLInputElement>('input[type="hidden"]', form)) if (field.name !== 'token') field.remove();
  url.searchParams.forEach((value, name) => {
    if (FRAME.indexOf(name) >= 0) return;
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.appendChild(field);
  });
}

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
    takeAlong(url);
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
