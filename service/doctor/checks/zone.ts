import type { Finding } from '../../../shared/finding';
import { isZone, zoneOffset } from '../../../shared/zone';
import { latestAt } from '../../sources/newest-rows';
import type { TableCondition } from '../../sources/table-condition';
import { answered } from '../facts';
import { type Check, finding } from '../finding';
import { offsetText } from '../span';

/** The PBX's zone is known and right: what the pages show is the time on the wall. */
export const zoneCheck: Check = {
  name: 'zone',
  group: 'reading',
  fine: 'check.zone',
  find: ({ pbx, zone }) => {
    if (zone === null) return [finding('zone_missing', 'note')];
    if (!isZone(zone)) return [finding('zone_unknown', 'warning', { zone })];
    if (!answered(pbx)) return null;
    const found = [pbx.cdr, pbx.cel].reduce<readonly Finding[]>((all, table) => all.concat(tableFindings(table, zone)), []);
    const ours = zoneOffset(zone, pbx.utcAt);
    const server = pbx.serverOffset;
    if (found.length > 0 || server === null || server === ours) return found;
    return [finding('zone_server', 'note', { server: offsetText(server), zone, offset: offsetText(ours) })];
  },
};

/** The rows of a table prove by their ids how far its clock is from UTC. */
function tableFindings({ table, offset, newest }: TableCondition, zone: string): readonly Finding[] {
  const told = zoneOffset(zone, latestAt(newest));
  if (newest.length === 0 || offset === null || offset === told) return [];
  if (offset === 0) return [finding('table_in_utc', 'note', { table })];
  const says = offsetText(told);
  return [finding('zone_differs', 'warning', { table, zone, says, proves: offsetText(offset) })];
}
