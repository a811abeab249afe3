import { all, doorTo, root } from './page';
import { sync } from './sync';

/** Asks for the live parts at once. */
export type Turn = () => Promise<void>;

const TIMEOUT_MS = 10000;
const SLOWEST_MS = 60000;
const USUAL_MS = 5000;

/** The row that must not move under the reader: the focused one, the one under the pointer, else the first in sight. */
function anchorRow(rows: readonly HTMLElement[]): HTMLElement | undefined {
  const held = rows.find((row) => row.contains(document.activeElement)) || rows.find((row) => row.matches(':hover'));
  if (held !== undefined) return held;
  return window.scrollY > 0 ? rows.find((row) => row.getBoundingClientRect().top >= 0) : undefined;
}

/** The focus of a row that left goes to the one in its place: who works with keys is not sent back to the top. */
function keepFocus(rows: readonly HTMLElement[], focused: HTMLElement | undefined): void {
  if (focused === undefined || document.contains(focused)) return;
  const left = all<HTMLElement>('.smc-row');
  const next = left[Math.min(rows.indexOf(focused), left.length - 1)];
  const link = next?.querySelector<HTMLElement>('.smc-name');
  if (link) link.focus({ preventScroll: true });
}

function show(text: string): void {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  const rows = all<HTMLElement>('.smc-row');
  const row = anchorRow(rows);
  const focused = rows.find((one) => one.contains(document.activeElement));
  const before = row === undefined ? 0 : row.getBoundingClientRect().top;
  const active = document.activeElement;
  for (const part of all<HTMLElement>('[data-live]')) {
    const wanted = fresh.getElementById(part.id);
    if (wanted !== null) sync(part, wanted);
  }
  if (active instanceof HTMLElement && active !== document.activeElement && document.contains(active))
    active.focus({ preventScroll: true });
  keepFocus(rows, focused);
  if (row !== undefined && document.contains(row)) window.scrollBy(0, row.getBoundingClientRect().top - before);
  document.dispatchEvent(new Event('smc-fresh'));
}

function address(): string {
  const url = doorTo(window.location.href);
  url.searchParams.set('part', 'live');
  return url.toString();
}

async function ask(from: string): Promise<string> {
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

/** Keeps the page fresh: changes only what differs, so that the focus, the selection, the place and what is being typed stay. */
export function startLive(head: HTMLElement): Turn {
  const everyMs = Number(head.dataset.every) || USUAL_MS;
  let failures = 0;
  let running = false;
  let pressed = false;

  const isReading = (): boolean => {
    const selection = window.getSelection();
    return pressed || (selection !== null && !selection.isCollapsed && root.contains(selection.anchorNode));
  };
  const lost = (): void => {
    const status = head.querySelector('.smc-status');
    const words = status?.querySelector('.smc-live-text');
    if (!status || !words) return;
    status.className = 'smc-status smc-status-lost';
    words.textContent = head.dataset.lost || '';
    const looked = status.querySelector('.smc-looked');
    if (looked) looked.textContent = '';
  };
  const turn = async (): Promise<void> => {
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
  };
  const turnUnlessReading = (): Promise<void> => (document.hidden || isReading() ? Promise.resolve() : turn());
  const again = (): void => {
    const wait = Math.min(SLOWEST_MS, everyMs * 2 ** Math.min(failures, 5));
    setTimeout(() => {
      turnUnlessReading().then(again, again);
    }, wait);
  };

  document.addEventListener('visibilitychange', () => {
    turnUnlessReading().catch(() => undefined);
  });
  document.addEventListener('pointerdown', () => {
    pressed = true;
  });
  for (const end of ['pointerup', 'pointercancel', 'blur']) {
    window.addEventListener(end, () => {
      pressed = false;
    });
  }
  again();
  return turn;
}
