// Keeps the page fresh: asks for its live parts every few seconds and changes only what differs, so that the focus, the
// selection, the scroll position and what is being typed stay. Without this script everything still works by reloading.

(() => {
  const TIMEOUT_MS = 10000;
  const SLOWEST_MS = 60000;
  const TYPING_MS = 250;
  const head = document.getElementById('smc-head');
  if (!head || !window.fetch || !window.DOMParser) return;
  const everyMs = Number(head.dataset.every) || 5000;
  let failures = 0;
  let running = false;

  function keyOf(node) {
    return node.nodeType === 1 && node.id ? node.id : null;
  }

  function syncAttributes(from, to) {
    for (const { name, value } of Array.from(to.attributes)) {
      if (from.getAttribute(name) !== value && name !== 'open') from.setAttribute(name, value);
    }
    for (const { name } of Array.from(from.attributes)) {
      // What the reader unfolded stays unfolded.
      if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
    }
  }

  function sameKind(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
  }

  /** Makes `from` what `to` is, keeping every node that stays: by its id, else by its place. */
  function sync(from, to) {
    if (from.nodeType !== 1) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    if (from.isEqualNode(to)) return;
    syncAttributes(from, to);
    const named = new Map();
    for (const child of Array.from(from.childNodes)) if (keyOf(child)) named.set(keyOf(child), child);
    let place = from.firstChild;
    for (const wanted of Array.from(to.childNodes)) {
      const known = keyOf(wanted) ? named.get(keyOf(wanted)) : place && sameKind(place, wanted) ? place : null;
      if (!known || known.nodeName !== wanted.nodeName) {
        const added = document.importNode(wanted, true);
        if (keyOf(wanted) && added.classList) added.classList.add('smc-new');
        from.insertBefore(added, place);
        continue;
      }
      if (known === place) place = place.nextSibling;
      else from.insertBefore(known, place);
      sync(known, wanted);
    }
    while (place) {
      const next = place.nextSibling;
      from.removeChild(place);
      place = next;
    }
  }

  /** The row that must not move under the reader: the focused one, the one under the pointer, else the first in sight. */
  function anchorRow() {
    const rows = Array.from(document.querySelectorAll('.smc-row'));
    const held = rows.find((row) => row.contains(document.activeElement)) || rows.find((row) => row.matches(':hover'));
    if (held) return held;
    return window.scrollY > 0 ? rows.find((row) => row.getBoundingClientRect().top >= 0) : undefined;
  }

  function isReading() {
    const selection = window.getSelection();
    return Boolean(selection && !selection.isCollapsed && head.parentNode.contains(selection.anchorNode));
  }

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    const row = anchorRow();
    const before = row ? row.getBoundingClientRect().top : 0;
    for (const part of Array.from(document.querySelectorAll('[data-live]'))) {
      const wanted = fresh.getElementById(part.id);
      if (wanted) sync(part, wanted);
    }
    if (row !== undefined && document.contains(row)) window.scrollBy(0, row.getBoundingClientRect().top - before);
  }

  function lost() {
    const status = head.querySelector('.smc-status');
    if (!status) return;
    status.className = 'smc-status smc-status-lost';
    status.querySelector('.smc-live-text').textContent = head.dataset.lost;
    const looked = status.querySelector('.smc-looked');
    if (looked) looked.textContent = '';
  }

  function address() {
    const here = new URL(window.location.href);
    const url = head.dataset.door ? new URL(head.dataset.door, here) : here;
    for (const [name, value] of Array.from(here.searchParams)) if (name !== 'display') url.searchParams.set(name, value);
    url.searchParams.set('part', 'live');
    return url.toString();
  }

  async function ask(from) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
    try {
      const answer = await fetch(from, { credentials: 'same-origin', signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.text();
    } finally {
      clearTimeout(timer);
    }
  }

  async function turn() {
    if (running) return;
    running = true;
    const from = address();
    try {
      const text = await ask(from);
      // Meanwhile the reader may have looked for something else.
      if (from === address()) show(text);
      failures = 0;
    } catch (_) {
      failures += 1;
      lost();
    }
    running = false;
    if (from !== address()) await turn();
  }

  function turnUnlessReading() {
    return document.hidden || isReading() ? Promise.resolve() : turn();
  }

  function again() {
    const wait = Math.min(SLOWEST_MS, everyMs * 2 ** Math.min(failures, 5));
    setTimeout(() => turnUnlessReading().then(again), wait);
  }

  /** What the reader looks for goes into the address, and the list follows; the page itself stays. */
  function look() {
    const url = new URL(tools.action);
    for (const [name, value] of Array.from(new FormData(tools))) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    window.history.replaceState(null, '', url.toString());
    turn();
  }

  const tools = document.getElementById('smc-tools');
  let typing = 0;
  if (tools) {
    tools.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(look, TYPING_MS);
    });
    tools.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(typing);
      look();
    });
  }
  document.addEventListener('visibilitychange', turnUnlessReading);
  again();
})();
