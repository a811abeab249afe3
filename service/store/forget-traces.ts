import type { SettingName } from '../../shared/settings';
import type { ClientId } from '../../shared/words';
import type { SqlRow, Writable } from './database';
import { maskedIn } from './forget-filter';
import { endingOf, maskNumbers } from './forget-list';

/** Where else the number stood. */
export interface Traces {
  /** Notes about other callers that name him: removed. */
  readonly notes: number;
  /** Proofs of other callers' calls in which his number was dialled or connected: masked there. */
  readonly proofs: number;
  /** Rows set aside as unreadable, and findings about them: removed; the next check finds again what is still so. */
  readonly unreadable: number;
  /** Settings that name him now; they are the client's to change. What they were before is cleaned. */
  readonly settings: readonly SettingName[];
}

/** Removes a number from wherever else it stands at a client. `keys` are the caller's, `isHis` reads a text with today's plan. */
export async function removeTraces(
  client: ClientId,
  tx: Writable,
  keys: readonly string[],
  isHis: (written: string) => boolean,
): Promise<Traces> {
  const endings = Array.from(new Set(keys.map(endingOf))).filter((ending) => ending !== '');
  const names = (text: unknown): boolean => endings.some((ending) => withoutSeparators(String(text)).indexOf(ending) >= 0);
  await removeViews(client, tx, names);
  return {
    notes: await removeNotes(client, tx, names),
    proofs: await maskProofs(client, tx, endings),
    unreadable: await removeUnreadable(client, tx, names),
    settings: await cleanSettings(client, tx, isHis),
  };
}

/** `0470/10.42.42` as people write it holds the same digits as `0470104242`. */
function withoutSeparators(text: string): string {
  return text.replace(/[\s()./_-]/g, '');
}

/** The audit goes on saying that a note was made, with a seal that fits no words any more. */
async function removeNotes(client: ClientId, tx: Writable, names: (text: unknown) => boolean): Promise<number> {
  const notes = (await tx.query('SELECT entry_id, seq, note FROM smc_notes WHERE client = ?', [client])).filter((row) => names(row.note));
  for (const { entry_id, seq } of notes) {
    await tx.change('DELETE FROM smc_notes WHERE client = ? AND entry_id = ? AND seq = ?', [client, entry_id, seq]);
  }
  const shown = await tx.query('SELECT id, cleared_note FROM smart_missed_calls WHERE client = ? AND cleared_note IS NOT NULL', [client]);
  for (const { id } of shown.filter((row) => names(row.cleared_note))) {
    await tx.change('UPDATE smart_missed_calls SET cleared_note = NULL WHERE client = ? AND id = ?', [client, id]);
  }
  return notes.length;
}

/** An address without its escapes; as it stands where they are broken. */
function plainly(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch (_malformed) {
    return query;
  }
}

/** A way to look at the list that is named after him, or looks for him. */
async function removeViews(client: ClientId, tx: Writable, names: (text: unknown) => boolean): Promise<void> {
  const views = await tx.query('SELECT id, name, query FROM smc_views WHERE client = ?', [client]);
  for (const { id } of views.filter((row) => names(row.name) || names(plainly(String(row.query))))) {
    await tx.change('DELETE FROM smc_views WHERE client = ? AND id = ?', [client, id]);
  }
}

/** Only strings are masked, so that no instant that happens to end in the same digits is taken for a number. */
async function maskProofs(client: ClientId, tx: Writable, endings: readonly string[]): Promise<number> {
  let masked = 0;
  for (const ending of endings) {
    const like = `%${ending}%`;
    const ids = await tx.query('SELECT call_id FROM smc_proofs WHERE client = ? AND (BINARY seen LIKE ? OR BINARY because LIKE ?)', [
      client,
      like,
      like,
    ]);
    for (const { call_id } of ids) {
      const [row] = await tx.query('SELECT seen, because FROM smc_proofs WHERE client = ? AND call_id = ?', [client, call_id]);
      const { seen, because } = row as SqlRow;
      const clean = (json: unknown): string =>
        JSON.stringify(maskedIn(JSON.parse(String(json)), (text) => maskNumbers(text, (one) => one === ending)));
      if (clean(seen) === seen && clean(because) === because) continue;
      await tx.change('UPDATE smc_proofs SET seen = ?, because = ? WHERE client = ? AND call_id = ?', [
        clean(seen),
        clean(because),
        client,
        call_id,
      ]);
      masked += 1;
    }
  }
  return masked;
}

async function removeUnreadable(client: ClientId, tx: Writable, names: (text: unknown) => boolean): Promise<number> {
  const rows = await tx.query('SELECT source, found_where, why FROM smc_unreadable WHERE client = ?', [client]);
  const found = rows.filter((row) => names(row.found_where) || names(row.why));
  for (const { source, found_where } of found) {
    await tx.change('DELETE FROM smc_unreadable WHERE client = ? AND source = ? AND found_where = ?', [client, source, found_where]);
  }
  const pulses = await tx.query('SELECT name, value FROM smc_health WHERE client = ?', [client]);
  for (const { name } of pulses.filter((row) => names(row.value))) {
    await tx.change('DELETE FROM smc_health WHERE client = ? AND name = ?', [client, name]);
  }
  const told = await tx.query('SELECT delivery_id, no, detail FROM smc_journal WHERE client = ?', [client]);
  for (const { delivery_id, no } of told.filter((row) => names(row.detail))) {
    await tx.change("UPDATE smc_journal SET detail = '' WHERE client = ? AND delivery_id = ? AND no = ?", [client, delivery_id, no]);
  }
  return found.length;
}

const LISTS: readonly SettingName[] = ['probe_numbers', 'blocked_numbers', 'vip_numbers'];

async function cleanSettings(client: ClientId, tx: Writable, isHis: (written: string) => boolean): Promise<readonly SettingName[]> {
  const rows = await tx.query('SELECT name, since_at, value FROM smc_settings WHERE client = ? AND name IN (?) ORDER BY since_at DESC', [
    client,
    LISTS,
  ]);
  const naming = rows.filter((row) => (JSON.parse(String(row.value)) as string[]).some(isHis));
  const inForce = naming.filter((row) => rows.find((newest) => newest.name === row.name) === row);
  for (const row of naming.filter((one) => inForce.indexOf(one) < 0)) {
    const others = (JSON.parse(String(row.value)) as string[]).filter((number) => !isHis(number));
    await tx.change('UPDATE smc_settings SET value = ? WHERE client = ? AND name = ? AND since_at = ?', [
      JSON.stringify(others),
      client,
      row.name,
      row.since_at,
    ]);
  }
  return inForce.map((row) => row.name as SettingName);
}
