import { may, type Permission } from '../../shared/identity';
import type { Asked } from './page';
import { Problem } from './problems';

/** Takes bytes of a file; resolves when it may have more, rejects when nobody waits for it any more. */
export type Take = (bytes: Buffer) => Promise<void>;

/** A file that is written while it is sent. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  write(take: Take): Promise<void>;
}

/** A path that answers with a file, and who may have it. */
export interface Download {
  readonly needs: Permission;
  answer(asked: Asked): Promise<SentFile>;
}

/** The file, for those who may have it. Throws Problem (403) for everybody else. */
export function runDownload(download: Download, asked: Asked): Promise<SentFile> {
  if (!may(asked.identity, 'view') || !may(asked.identity, download.needs)) return Promise.reject(new Problem(403));
  return download.answer(asked);
}

/** What is written to a stream, as slowly as it is read. `wasGone`: its reader left before anything was written, and nothing will tell. */
export function takeInto(out: NodeJS.WritableStream, wasGone = false): Take {
  let isGone = wasGone;
  out.on('close', () => {
    isGone = true;
  });
  return (bytes) =>
    new Promise((resolve, reject) => {
      if (isGone) reject(new Error('nobody waits for the file any more'));
      else if (out.write(bytes)) resolve();
      else {
        const drained = () => {
          out.removeListener('close', left);
          resolve();
        };
        const left = () => {
          out.removeListener('drain', drained);
          reject(new Error('nobody waits for the file any more'));
        };
        out.once('drain', drained);
        out.once('close', left);
      }
    });
}
