// Makes the form of the settings easier: a fresh empty group once the last one is begun, zones to choose from, and a word before unsaved
// values are left. Without this script the form works all the same.

const form = document.getElementById('smc-settings-form');
let isChanged = false;

// On a phone the way through the settings is longer than the screen.
const here = document.querySelector('.smc-side [aria-current]');
if (here !== null && here.scrollIntoView !== undefined) here.scrollIntoView({ block: 'nearest', inline: 'center' });

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** One more empty group behind the one that somebody began to fill. */
function addGroup(begun: Element): void {
  const field = begun.querySelector<Field>('[name]');
  const found = field === null ? null : /^(.+?)\.(\d+)\./.exec(field.name);
  if (found === null) return;
  const [list, place] = [found[1] as string, Number(found[2])];
  const next = begun.cloneNode(true) as HTMLDetailsElement;
  const relabel = (text: string) => text.split(`-${list}-${place}-`).join(`-${list}-${place + 1}-`);
  for (const one of Array.from(next.querySelectorAll<Field>('[name]'))) {
    one.name = one.name.replace(`${list}.${place}.`, `${list}.${place + 1}.`);
    if (!(one instanceof HTMLSelectElement)) one.value = one.defaultValue;
  }
  for (const name of ['id', 'for', 'aria-describedby']) {
    for (const node of Array.from(next.querySelectorAll(`[${name}]`))) node.setAttribute(name, relabel(node.getAttribute(name) || ''));
  }
  next.open = false;
  begun.classList.remove('smc-item-new');
  if (begun.parentNode !== null) begun.parentNode.insertBefore(next, begun.nextSibling);
}

/** Every zone the browser knows, to choose from while typing. */
function offerZones(within: HTMLElement): void {
  const known = (Intl as { supportedValuesOf?(of: string): readonly string[] }).supportedValuesOf;
  const field = within.querySelector('[name="time_zone"]');
  if (field === null || known === undefined) return;
  const list = document.createElement('datalist');
  list.id = 'smc-zones';
  for (const zone of known('timeZone')) {
    const option = document.createElement('option');
    option.value = zone;
    list.appendChild(option);
  }
  within.appendChild(list);
  field.setAttribute('list', list.id);
}

if (form !== null) {
  form.addEventListener('input', (event) => {
    const field = event.target as Element;
    isChanged = true;
    field.removeAttribute('aria-invalid');
    const begun = field.closest('.smc-item-new');
    if (begun !== null) addGroup(begun);
    const hours = field.closest('.smc-setting-hours');
    const chosen = field.closest('.smc-days') === null || hours === null ? null : hours.querySelector<HTMLInputElement>('[value="hours"]');
    if (chosen !== null) chosen.checked = true;
  });
  // What the browser refuses may be folded away.
  form.addEventListener(
    'invalid',
    (event) => {
      const folded = (event.target as Element).closest('details');
      if (folded !== null) folded.open = true;
    },
    true,
  );
  form.addEventListener('submit', () => {
    isChanged = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });
  offerZones(form);
  const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (wrong !== null) wrong.focus();
}
