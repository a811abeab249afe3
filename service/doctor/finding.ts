import type { Finding, FindingCode, Severity } from '../../shared/finding';
import type { MessageKey, Params } from '../../shared/messages';
import type { Facts } from './facts';

/** What a reader of the answer finds together. */
export type Group = 'pbx' | 'reading' | 'list' | 'home';

/** One question asked of the facts. */
export interface Check {
  readonly name: string;
  readonly group: Group;
  /** Said when nothing was found. */
  readonly fine: MessageKey;
  /** What is wrong, nothing when all is well; null when the facts do not tell. */
  find(facts: Facts): readonly Finding[] | null;
}

/** A finding with the sentences its code has in the catalogue; the values serve both. */
export function finding(code: FindingCode, severity: Severity, params?: Params): Finding {
  const said = params === undefined ? {} : { params };
  return {
    code,
    severity,
    saying: { key: `finding.${code}` as MessageKey, ...said },
    whatToDo: { key: `finding.${code}.do` as MessageKey, ...said },
  };
}
