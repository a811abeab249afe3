// Makes the form of the settings easier: a fresh empty group once the last one is begun, zones to choose from, a fault beside its field
// while typing, and a word before unsaved values are left. Without this script the form works all the same.

(() => {
  const form = document.getElementById('smc-settings-form');
  if (!form) return;
  let isChanged = false;

  /** One more empty group behind the one that somebody began to fill. */
  function addGroup(begun) {
    const [, list, place] = /^(.+)\.(\d+)\.[^.]+(?:\.\d)?$/.exec(begun.querySelector('[name]').name) || [];
    if (list === undefined) return;
    const next = begun.cloneNode(true);
    const rename = (text) => text.replace(`${list}.${place}.`, `${list}.${Number(place) + 1}.`);
    const relabel = (text) => text.split(`-${list}-${place}-`).join(`-${list}-${Number(place) + 1}-`);
    for (const field of next.querySelectorAll('[name]')) {
      field.name = rename(field.name);
      if (field.type === 'checkbox') field.checked = field.defaultChecked;
      else field.value = field.tagName === 'SELECT' ? field.value : field.defaultValue;
    }
    for (const node of next.querySelectorAll('[id]')) node.id = relabel(node.id);
    for (const node of next.querySelectorAll('[for]')) node.htmlFor = relabel(node.htmlFor);
    for (const node of next.querySelectorAll('[aria-describedby]')) {
      node.setAttribute('aria-describedby', relabel(node.getAttribute('aria-describedby')));
    }
    next.open = false;
    begun.classList.remove('smc-item-new');
    begun.parentNode.insertBefore(next, begun.nextSibling);
  }

  function zones() {
    const field = form.elements.namedItem('time_zone');
    if (!field || !Intl.supportedValuesOf) return;
    const list = document.createElement('datalist');
    list.id = 'smc-zones';
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const option = document.createElement('option');
      option.value = zone;
      list.appendChild(option);
    }
    form.appendChild(list);
    field.setAttribute('list', list.id);
  }

  form.addEventListener('input', (event) => {
    isChanged = true;
    const begun = event.target.closest('.smc-item-new');
    if (begun) addGroup(begun);
    const days = event.target.closest('.smc-days');
    const chosen = days ? days.parentNode.querySelector('input[value="hours"]') : null;
    if (chosen) chosen.checked = true;
    event.target.removeAttribute('aria-invalid');
  });
  // What the browser refuses may be folded away.
  form.addEventListener(
    'invalid',
    (event) => {
      const folded = event.target.closest('details');
      if (folded) folded.open = true;
    },
    true,
  );
  form.addEventListener('submit', () => {
    isChanged = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!isChanged) return;
    event.preventDefault();
    event.returnValue = form.dataset.unsaved;
  });
  zones();
  const wrong = form.querySelector('[aria-invalid="true"], .smc-fault');
  if (wrong) (wrong.focus ? wrong : form).focus();
})();
