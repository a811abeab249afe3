import * as fs from 'fs';
import { createGunzip } from 'zlib';

/** A line longer than this is damage. */
const LONGEST = 8192;

/** The lines of one file, asked for one after the other; null at its end. */
export interface Lines {
  next(): Promise<string | null>;
  close(): void;
}

/** Opens a file of lines from its start, unpacked where its name ends in `.gz`. Throws at next() what the file system or zlib throws. */
export function linesOf(file: string): Lines {
  const raw = fs.createReadStream(file);
  const stream: NodeJS.ReadableStream = /\.gz$/.test(file) ? raw.pipe(createGunzip()) : raw;
  let ended = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  const fail = (error: Error) => {
    failure = error;
    wake();
  };
  raw.on('error', fail);
  stream.on('error', fail);
  stream.on('end', () => {
    ended = true;
    wake();
  });
  stream.on('readable', () => wake());

  const chunk = async (): Promise<Buffer | null> => {
    for (;;) {
      if (failure !== null) throw failure;
      const some = stream.read() as unknown as Buffer | null;
      if (some !== null) return some;
      if (ended) return null;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  let ready: string[] = [];
  let at = 0;
  let rest = Buffer.alloc(0);
  const next = async (): Promise<string | null> => {
    while (at >= ready.length) {
      const some = await chunk();
      if (some === null) {
        const last = rest.toString('utf8');
        rest = Buffer.alloc(0);
        return last === '' ? null : last;
      }
      const whole = Buffer.concat([rest, some] as unknown as Uint8Array[]);
      const end = whole.lastIndexOf(10);
      rest = whole.slice(end + 1);
      if (rest.length > LONGEST) rest = Buffer.alloc(0);
      ready = end < 0 ? [] : whole.toString('utf8', 0, end).split('\n');
      at = 0;
    }
    at += 1;
    return ready[at - 1] as string;
  };
  return { next, close: () => raw.destroy() };
}
