import { type Check, finding } from '../finding';
import { span } from '../span';

const OLD_SECONDS = 30 * 86400;

/** The snapshot of the PBX's names is there, whole and not old, and says what numbers without a country code mean. */
export const directoryCheck: Check = {
  name: 'directory',
  group: 'home',
  fine: 'check.directory',
  find: ({ directory, nowAt }) => {
    const { file, present, problem, writtenAt, hasCountry } = directory;
    if (!present) return [finding('directory_missing', 'warning', { file: file || 'directory.json' })];
    if (problem !== null) return [finding('directory_broken', 'warning', { why: problem })];
    const age = nowAt - writtenAt;
    const old = age > OLD_SECONDS ? [finding('directory_old', 'note', { time: span(age) })] : [];
    return hasCountry ? old : old.concat(finding('country_unknown', 'warning'));
  },
};
