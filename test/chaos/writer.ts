import * as fs from 'fs';
import type { WrittenRow } from '../support/capture-rows';
import type { Piece } from './day';
import type { World } from './world';

/** Asterisk at work: writes what is due, in the ways faults make it write. */
export class Writer {
  /** Pieces of these sources wait (batch mode, a slow disk); the number is of steps still. */
  readonly late = new Map<Piece['source'], number>();
  /** From now on calls leave no CEL rows, where their story is told as well without. */
  isCelOff = false;
  /** CEL stops at once, for calls under way too. */
  isCelCut = false;
  /** From now on the CDR is stamped in UTC. */
  isGmt = false;
  /** Subtracted from the sequence of CDR rows: Asterisk was started again. */
  sequenceBase = 0;
  /** A share of CEL rows commit later than those with higher ids. */
  isOutOfOrder = false;
  /** The end of the last line is still in a buffer. */
  isHalfLine = false;
  /** The last rows written. */
  lastRows: readonly Piece[] = [];

  private next = 0;
  private held: Piece[] = [];
  private overtaken: WrittenRow[] = [];
  private restOfLine = '';
  /** How each story is written is settled when it begins. */
  private readonly manners = new Map<string, { readonly withoutCel: boolean; readonly gmt: boolean; readonly base: number }>();

  constructor(
    private readonly world: World,
    private readonly pieces: readonly Piece[],
  ) {}

  /** Everything that was to be written was. */
  get isDone(): boolean {
    return this.next >= this.pieces.length && !this.isHolding;
  }

  get isHolding(): boolean {
    return this.held.length > 0 || this.overtaken.length > 0 || this.restOfLine !== '';
  }

  /** The moment of the last piece that is due by now. */
  get lastAt(): number {
    const last = this.pieces[this.next - 1];
    return last === undefined ? 0 : last.at;
  }

  async writeUntil(now: number): Promise<void> {
    const { world } = this;
    let due: Piece[] = [];
    for (let piece = this.pieces[this.next]; piece !== undefined && piece.at <= now; piece = this.pieces[this.next]) {
      due.push(piece);
      this.next += 1;
    }
    due = this.held.concat(due.filter((piece) => this.isWritten(piece)));
    this.held = due.filter(({ source }) => this.late.has(source));
    this.late.forEach((steps, source) => {
      if (steps <= 1) this.late.delete(source);
      else this.late.set(source, steps - 1);
    });
    due = due.filter((piece) => this.held.indexOf(piece) < 0);
    await world.insert(world.tables.cel, this.overtaken);
    this.overtaken = [];
    const cel = due.filter(({ source }) => source === 'cel').map(({ row }) => world.numbered(row));
    this.overtaken = this.isOutOfOrder ? cel.filter((_, index) => index % 3 === 0) : [];
    await world.insert(
      world.tables.cel,
      cel.filter((row) => this.overtaken.indexOf(row) < 0),
    );
    await world.insert(
      world.tables.cdr,
      due.filter(({ source }) => source === 'cdr').map((piece) => this.cdrRow(piece)),
    );
    this.append(due.filter(({ source }) => source === 'queue_log').map(({ line }) => line));
    if (due.length > 0) this.lastRows = due;
  }

  /** CDR row as it is written, by the manner of its story. */
  cdrRow(piece: Piece): WrittenRow {
    const { gmt, base } = this.mannerOf(piece);
    const row = gmt ? piece.rowInUtc : piece.row;
    return { ...row, sequence: Math.max(0, Number(row.sequence) - base) };
  }

  private append(lines: readonly string[]): void {
    const text = this.restOfLine + lines.map((line) => `${line}\n`).join('');
    const cut = this.isHalfLine && lines.length > 0 ? text.length - 12 : text.length;
    this.restOfLine = text.slice(cut);
    if (cut > 0) fs.appendFileSync(this.world.queueLog, text.slice(0, cut));
  }

  private isWritten(piece: Piece): boolean {
    const { withoutCel } = this.mannerOf(piece);
    return piece.source !== 'cel' || !(withoutCel || (this.isCelCut && piece.withoutCel));
  }

  private mannerOf({ story, withoutCel }: Piece) {
    const known = this.manners.get(story);
    if (known !== undefined) return known;
    const manner = { withoutCel: this.isCelOff && withoutCel, gmt: this.isGmt, base: this.sequenceBase };
    this.manners.set(story, manner);
    return manner;
  }
}
