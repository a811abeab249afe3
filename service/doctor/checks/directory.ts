import { type Check, finding } from '../finding';
import { span } from '../span';

const OLD_SECONDS = 30 * 86400;

/** The snapshot of the PBX's names is there, whole and not old. */
export const directoryCheck: Check = {
  name: 'directory',
  group: 'home',
  fine: 'check.directory',
  find: ({ directory, nowAt }) => {
    const { file, present, problem, writtenAt } = directory;
    if (!present) return [finding('directory_missing', 'warning', { file: file || 'directory.json' })];
    if (problem !== null) return [finding('directory_broken', 'warning', { why: problem })];
    const age = nowAt - writtenAt;
    return age > OLD_SECONDS ? [finding('directory_old', 'note', { time: span(age) })] : [];
  },
};
