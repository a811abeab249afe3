import { execFile } from 'child_process';

const LONGEST_MS = 5000;

/** Free bytes of the disk a folder lies on; null where the folder is not in sight (another machine, no permission). */
export function freeBytesAt(folder: string): Promise<number | null> {
  return new Promise((resolve) => {
    // Node has no statfs before 18; df speaks POSIX everywhere.
    execFile('df', ['-Pk', '--', folder], { timeout: LONGEST_MS, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } }, (error, out) => {
      const fields = (String(out).trim().split('\n')[1] || '').split(/\s+/);
      const kilobytes = Number(fields[3]);
      resolve(error !== null || fields[3] === undefined || Number.isNaN(kilobytes) ? null : kilobytes * 1024);
    });
  });
}
