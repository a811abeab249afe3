import { all } from './page';

function boxes(): HTMLInputElement[] {
  return all<HTMLInputElement>('.smc-pick input');
}

/** The bar for what is selected: it comes with the first caller and goes with the last. */
export function startMany(): void {
  const bar = document.getElementById('smc-many');
  const count = bar?.querySelector<HTMLElement>('.smc-many-count');
  if (!bar || !count) return;
  const show = (): void => {
    const picked = boxes().filter((box) => box.checked);
    for (const box of boxes()) box.closest('.smc-row')?.classList.toggle('smc-picked', box.checked);
    const text = picked.length === 0 ? '' : (count.dataset.text || '{n}').replace('{n}', String(picked.length));
    if (count.textContent !== text) count.textContent = text;
    bar.classList.toggle('smc-many-on', picked.length > 0);
  };
  const pick = (checked: boolean): void => {
    for (const box of boxes()) box.checked = checked;
    show();
  };
  document.addEventListener('change', (event) => {
    if (event.target instanceof Element && event.target.closest('.smc-pick') !== null) show();
  });
  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-pick]') : null;
    if (button) pick(button.dataset.pick === 'all');
  });
  document.addEventListener('smc-fresh', show);
  document.addEventListener('smc-none', () => pick(false));
  // A browser that goes back remembers what was ticked.
  show();
}
