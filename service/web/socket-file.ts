import * as fs from 'fs';
import * as net from 'net';
import * as path from 'path';
import { PlainError } from '../../shared/errors';

const DIRECTORY_MODE = 0o750;
const SOCKET_MODE = 0o660;
const PATIENCE_MS = 1000;

/** Whether a daemon answers on the socket. No answer within a second counts as one: its socket is not ours to take. */
function isAnswered(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect(file);
    const tell = (answer: boolean) => {
      probe.destroy();
      resolve(answer);
    };
    probe.setTimeout(PATIENCE_MS, () => tell(true));
    probe.on('connect', () => tell(true));
    probe.on('error', () => tell(false));
  });
}

function kindOf(file: string): 'nothing' | 'socket' | 'other' {
  try {
    return fs.lstatSync(file).isSocket() ? 'socket' : 'other';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
    throw error;
  }
}

/**
 * Makes room for a socket: its folder (0750) where it is missing, and a socket that a daemon left behind when it was killed.
 * Throws PlainError when somebody answers there, or when the file is no socket.
 */
export async function prepareSocket(file: string): Promise<void> {
  const folder = path.dirname(file);
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder);
    fs.chmodSync(folder, DIRECTORY_MODE);
  }
  const kind = kindOf(file);
  if (kind === 'nothing') return;
  if (kind === 'other') throw new PlainError('socket_taken', `${file} is not a socket. Move it away, or name another socket.`);
  if (await isAnswered(file)) throw new PlainError('socket_taken', `Another daemon answers on ${file}. Stop it first.`);
  fs.unlinkSync(file);
}

/** Lets the owner and the group (the web server's) in, and nobody else. */
export function protectSocket(file: string): void {
  fs.chmodSync(file, SOCKET_MODE);
}
