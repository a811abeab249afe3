import type { ListReason } from './list-query';

/**
 * What each mark of an entry says of its other marks, so that most entries that do not fit are passed over without being looked up: a
 * number of 52 bits, which JavaScript and SQL both keep exact, and one of 32 for its names. Reason, hour and business hours stand in it
 * whole. Of every other place and word there are two bits that it may share with others: where one is missing the entry has no such mark,
 * where both are set it may have.
 */
export interface Signs {
  /** The bits that count … */
  readonly mask: number;
  /** … and what they are. */
  readonly value: number;
  /** The bits of names. */
  readonly names: number;
}

/** Never another order: what is written depends on it, as on all below (SHELVES_VERSION). */
const REASONS: readonly ListReason[] = [
  ...(['message_left', 'no_answer', 'caller_hung_up', 'busy', 'declined', 'unreachable', 'queue_abandoned'] as const),
  ...(['queue_timeout', 'queue_exit_key', 'queue_empty', 'queue_refused', 'voicemail_no_message', 'forward_unanswered'] as const),
];
/** Which bits are whose: from, and how many. */
const REASON = { from: 0, bits: 4 };
const HOUR = { from: 4, bits: 5 };
const AFTER_HOURS = { from: 9, bits: 1 };
const PLACES = { from: 10, bits: 42 };
const NAMES = { from: 0, bits: 32 };
/** So many letters of a word are remembered: whoever looks for fewer is told nothing. */
const LETTERS = 3;

/** The bits of some marks and of the words, or beginnings of words, of a name; what may change while an entry lies there has none. */
export function signsOf(marks: readonly string[], words: readonly string[]): Signs {
  const mask = new Set<number>();
  const value = new Set<number>();
  for (const mark of marks) {
    const { from, bits, code } = fieldOf(mark) || { from: 0, bits: 0, code: 0 };
    for (let n = 0; n < bits; n += 1) {
      mask.add(from + n);
      if (Math.floor(code / 2 ** n) % 2 === 1) value.add(from + n);
    }
  }
  // MariaDB takes texts for equal whatever spaces follow.
  const places = marks.filter((mark) => /^[dqgxt]/.test(mark)).map((mark) => mark.replace(/ +$/, ''));
  for (const bit of bitsOf(places, PLACES)) {
    mask.add(bit);
    value.add(bit);
  }
  const beginnings = words.filter((word) => word.length >= LETTERS && !/^\d+$/.test(word)).map((word) => word.slice(0, LETTERS));
  return { mask: numberOf(mask), value: numberOf(value), names: numberOf(new Set(bitsOf(beginnings, NAMES))) };
}

/** Whether the bits alone say if an entry has a mark. */
export function isWhole(mark: string): boolean {
  return fieldOf(mark) !== null;
}

function fieldOf(mark: string): { readonly from: number; readonly bits: number; readonly code: number } | null {
  const said = mark.slice(1);
  const reason = mark.charAt(0) === 'r' ? (REASONS as readonly string[]).indexOf(said) : -1;
  if (reason >= 0) return { ...REASON, code: reason + 1 };
  if (/^h(1?\d|2[0-3])$/.test(mark)) return { ...HOUR, code: Number(said) + 1 };
  return /^a[01]$/.test(mark) ? { ...AFTER_HOURS, code: Number(said) } : null;
}

/** Two bits of each text, never the same twice. */
function bitsOf(texts: readonly string[], { from, bits }: { readonly from: number; readonly bits: number }): readonly number[] {
  return texts.map(hash).reduce<readonly number[]>((all, code) => {
    const first = code % bits;
    const second = first + 1 + (Math.floor(code / bits) % (bits - 1));
    return all.concat(from + first, from + (second % bits));
  }, []);
}

function numberOf(bits: ReadonlySet<number>): number {
  return Array.from(bits).reduce((sum, bit) => sum + 2 ** bit, 0);
}

/** FNV-1a, its bits mixed once more: short texts that differ in a letter would lie beside each other. */
function hash(text: string): number {
  let code = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) code = Math.imul(code ^ text.charCodeAt(n), 0x01000193);
  code = Math.imul(code ^ (code >>> 16), 0x45d9f3b);
  return (code ^ (code >>> 15)) >>> 0;
}
