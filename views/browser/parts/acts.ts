import type { Turn } from './live';
import { send } from './send';
import { copied, failed, tell } from './toast';

/** A form's fields, with the button that was pressed. */
function fieldsOf(form: HTMLFormElement, button: HTMLButtonElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') fields.append(name, value);
  });
  if (button !== null && button.name !== '') fields.set(button.name, button.value);
  return fields;
}

/** Puts a form away that has done its work. */
function put(form: HTMLFormElement): void {
  form.reset();
  const menu = form.closest('details');
  if (menu !== null) menu.open = false;
  const summary = menu?.querySelector('summary');
  if (summary && menu?.contains(document.activeElement)) summary.focus({ preventScroll: true });
  // Its id by the attribute: the boxes of the rows are fields of it, and are named so.
  if (form.getAttribute('id') === 'smc-many') document.dispatchEvent(new Event('smc-none'));
}

/** Sends forms in place, says what came of them, and lets Call tell colleagues before it dials. */
export function startActs(turn: Turn): void {
  let pressed: HTMLButtonElement | null = null;
  document.addEventListener(
    'click',
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      pressed = target === null ? null : target.closest('button');
    },
    true,
  );

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-act')) return;
    event.preventDefault();
    if (form.dataset.busy === '1') return;
    form.dataset.busy = '1';
    const by = event.submitter;
    const button = by instanceof HTMLButtonElement ? by : pressed !== null && pressed.form === form ? pressed : null;
    const address = button?.getAttribute('formaction') || form.getAttribute('action') || '';
    send(address, fieldsOf(form, button))
      .then((told) => {
        if (told.ok) put(form);
        tell(told.text, told.undo, turn);
      })
      .catch(failed)
      .then(() => {
        delete form.dataset.busy;
        return turn();
      })
      .catch(() => undefined);
  });

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const call = target?.closest<HTMLAnchorElement>('a[data-call]');
    const copy = target?.closest<HTMLElement>('[data-copy]');
    if (copy && navigator.clipboard) navigator.clipboard.writeText(copy.dataset.copy || '').then(copied, failed);
    if (!call || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const said = send(call.dataset.call || '', new URLSearchParams());
    // A page of a softphone opens beside ours at once: later the browser would not let us.
    const isPage = call.target === '_blank';
    if (!isPage) event.preventDefault();
    const dial = (): void => {
      if (!isPage) window.location.href = call.href;
    };
    said
      .then((told) => {
        tell(told.text, told.undo, turn);
        // Somebody else is calling him already: two calls at once would only annoy him.
        if (told.ok) dial();
      })
      .catch(dial)
      .then(turn, turn);
  });
}
