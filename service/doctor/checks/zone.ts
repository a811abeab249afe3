import type { Finding } from '../../../shared/finding';
import type { UtcSeconds } from '../../../shared/words';
import { isZone, zoneOffset } from '../../../shared/zone';
import { latestAt } from '../../sources/newest-rows';
import type { TableCondition } from '../../sources/table-condition';
import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { offsetText } from '../span';

/** The zone is known and right, the PBX's or the one the client chose: what the pages show is the time on the wall. */
export const zoneCheck: Check = {
  name: 'zone',
  group: 'reading',
  fine: 'check.zone',
  find: ({ pbx, store, zone }) => {
    const chosen = answered(store) ? store.timeZone : null;
    if (zone === null) return chosen === null ? [finding('zone_missing', 'note')] : [];
    if (!isZone(zone)) return chosen === null ? [finding('zone_unknown', 'warning', { zone })] : [];
    if (!answered(pbx)) return null;
    // Where the PBX's zone is right and Node's tables are old, a chosen one puts it right.
    const isRight = (offset: number, at: UtcSeconds): boolean =>
      offset === zoneOffset(zone, at) || (chosen !== null && offset === zoneOffset(chosen, at));
    const found = [pbx.cdr, pbx.cel].reduce<readonly Finding[]>((all, table) => all.concat(tableFindings(table, zone, isRight)), []);
    const ours = zoneOffset(zone, pbx.utcAt);
    const server = pbx.serverOffset;
    if (found.length > 0 || server === null || isRight(server, pbx.utcAt)) return found;
    return [finding('zone_server', 'note', { server: offsetText(server), zone, offset: offsetText(ours) })];
  },
};

/** The rows of a table prove by their ids how far its clock is from UTC. */
function tableFindings(
  { table, offset, newest }: TableCondition,
  zone: string,
  isRight: (offset: number, at: UtcSeconds) => boolean,
): readonly Finding[] {
  const at = latestAt(newest);
  if (newest.length === 0 || offset === null || isRight(offset, at)) return [];
  if (offset === 0) return [finding('table_in_utc', 'note', { table })];
  const says = offsetText(zoneOffset(zone, at));
  return [finding('zone_differs', 'warning', { table, zone, says, proves: offsetText(offset) })];
}
