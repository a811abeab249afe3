import type { Finding, Severity } from '../../shared/finding';
import { cdrCheck } from './checks/cdr';
import { cdrBatchCheck } from './checks/cdr-batch';
import { celCheck } from './checks/cel';
import { certaintyCheck } from './checks/certainty';
import { channelsCheck } from './checks/channels';
import { clocksCheck } from './checks/clocks';
import { cursorsCheck } from './checks/cursors';
import { directoryCheck } from './checks/directory';
import { diskCheck } from './checks/disk';
import { indexesCheck } from './checks/indexes';
import { queueLogCheck } from './checks/queue-log';
import { auditRightsCheck, readerRightsCheck } from './checks/rights';
import { schemaCheck } from './checks/schema';
import { tablesCheck } from './checks/tables';
import { turnsCheck } from './checks/turns';
import { unansweredCheck } from './checks/unanswered';
import { unreadableCheck } from './checks/unreadable';
import { waitingCheck } from './checks/waiting';
import { zoneCheck } from './checks/zone';
import type { Facts } from './facts';
import type { Check } from './finding';

/** Every check, in the order the answer tells them. */
export const CHECKS: readonly Check[] = [
  tablesCheck,
  cdrCheck,
  celCheck,
  cdrBatchCheck,
  unansweredCheck,
  queueLogCheck,
  turnsCheck,
  cursorsCheck,
  readerRightsCheck,
  indexesCheck,
  clocksCheck,
  zoneCheck,
  unreadableCheck,
  waitingCheck,
  certaintyCheck,
  schemaCheck,
  auditRightsCheck,
  directoryCheck,
  diskCheck,
  channelsCheck,
];

/** What one check came to; null findings: it could not be made. */
export interface Checked {
  readonly check: Check;
  readonly findings: readonly Finding[] | null;
}

const WORST_FIRST: readonly Severity[] = ['broken', 'warning', 'note'];

/** Makes every check. */
export function examine(facts: Facts): readonly Checked[] {
  return CHECKS.map((check) => ({ check, findings: check.find(facts) }));
}

/** What was found, worst first. */
export function findingsOf(checked: readonly Checked[]): readonly Finding[] {
  const all = checked.reduce<readonly Finding[]>((found, one) => found.concat(one.findings || []), []);
  return all.slice().sort((one, other) => WORST_FIRST.indexOf(one.severity) - WORST_FIRST.indexOf(other.severity));
}
