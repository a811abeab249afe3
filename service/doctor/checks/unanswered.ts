import { type Check, finding } from '../finding';
import { isYes } from '../look/asterisk-config';
import { isCelWritten } from './cel';

/** Calls that ring nowhere leave a row: by CEL, or by the CDR with `unanswered=yes`. */
export const unansweredCheck: Check = {
  name: 'unanswered',
  group: 'pbx',
  fine: 'check.unanswered',
  find: (facts) => {
    const isWritten = isCelWritten(facts);
    if (isWritten === true) return [];
    if (isWritten === null || facts.cdrConf === null) return null;
    return isYes(facts.cdrConf, 'unanswered', false) ? [] : [finding('unanswered_no', 'warning')];
  },
};
