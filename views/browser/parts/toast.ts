import type { Turn } from './live';
import { send, type Told } from './send';

const UNDO_MS = 10000;
const READING_MS = 6000;
let timer = 0;

function place(): HTMLElement | null {
  return document.getElementById('smc-toast');
}

/** Says one sentence at the foot of the page, for as long as it can be taken back, or read. */
export function tell(text: string, undo: Told['undo'] = null, turn: Turn | null = null): void {
  const toast = place();
  if (toast === null) return;
  clearTimeout(timer);
  toast.textContent = '';
  toast.appendChild(document.createElement('span')).textContent = text;
  if (undo !== null && turn !== null) {
    const button = toast.appendChild(document.createElement('button'));
    button.type = 'button';
    button.textContent = toast.dataset.undo || '';
    button.addEventListener('click', () => {
      send(toast.dataset.path || undo.path, new URLSearchParams(undo.fields))
        .then((told) => tell(told.text))
        .catch(() => failed())
        .then(turn, turn);
    });
  }
  toast.classList.add('smc-toast-on');
  timer = window.setTimeout(() => toast.classList.remove('smc-toast-on'), undo === null ? READING_MS : UNDO_MS);
}

/** Says that a form did not arrive. */
export function failed(): void {
  tell(place()?.dataset.failed || '');
}

/** Says that something was copied. */
export function copied(): void {
  tell(place()?.dataset.copied || '');
}
