import type { UtcSeconds } from '../../shared/words';

/** An instant as our tables keep it: `2026-03-02 09:00:00`, UTC. */
export function toSqlTime(at: UtcSeconds): string {
  return new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** An instant of our tables; throws when the text is none. */
export function fromSqlTime(text: unknown): UtcSeconds {
  const written = String(text);
  const part = (from: number, to: number): number => Number(written.slice(from, to));
  const at = Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16), part(17, 19)) / 1000;
  if (Number.isNaN(at) || written.length < 19) throw new Error(`not an instant: ${text}`);
  return at;
}
