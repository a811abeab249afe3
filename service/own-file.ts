import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';

/**
 * Writes a file that nobody else may read (0600): beside it first, on the disk, then in its place, so that whoever is interrupted leaves the
 * old one whole. What root writes belongs to whom the file, or else its folder, belonged: the daemon's own account reads it. Throws what the
 * system says.
 */
export function writeOwnFile(file: string, text: string): void {
  const folder = path.dirname(file);
  const draft = path.join(folder, `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    const handle = fs.openSync(draft, 'wx', 0o600);
    try {
      fs.writeSync(handle, text);
      fs.fsyncSync(handle);
      if (process.getuid() === 0) {
        const { uid, gid } = fs.statSync(fs.existsSync(file) ? file : folder);
        fs.fchownSync(handle, uid, gid);
      }
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(draft, file);
  } catch (error) {
    if (fs.existsSync(draft)) fs.unlinkSync(draft);
    throw error;
  }
}
