import { join } from 'path';
import { carrierOf } from '../../service/notify/channels/carriers';
import type { CarrierParts } from '../../service/notify/channels/contract';
import { pulseOf } from '../../service/notify/pulse';
import type { SenderParts } from '../../service/notify/sender';
import { loadTemplates, viewsFolder } from '../../service/render';
import type { Database } from '../../service/store/database';
import type { Directory } from '../../shared/directory';
import { CERTIFICATE } from './certificate';
import { DIRECTORY } from './directory';

/** A world to send in: its clock stands still until it is set, and a pause only notes how long it would have been. */
export interface World extends SenderParts {
  setClock(at: number): void;
  /** Milliseconds that would have been waited. */
  waitedMs(): number;
  readonly secrets: Map<string, string>;
}

export const RENDER = loadTemplates(viewsFolder(join(__dirname, '../../service')));

let started = 0;

/** A sender's parts on a migrated database. */
export function worldOn(db: Database, more: Partial<CarrierParts> = {}, directory: Directory = DIRECTORY): World {
  let now = 0;
  let waited = 0;
  started += 1;
  const secrets = new Map<string, string>();
  return {
    client: 'default',
    db,
    clock: { nowAt: () => now },
    setClock: (at) => {
      now = at;
    },
    waitedMs: () => waited,
    secrets,
    directory: () => directory,
    secretOf: (name) => secrets.get(name) || null,
    key: () => 'the key of this machine',
    render: RENDER,
    carrierOf: (parts) => carrierOf({ ...parts, timeoutMs: 2000, ...more }),
    hostname: 'pbx.example',
    sendmail: '/bin/false',
    trusted: [CERTIFICATE],
    me: `test:${process.pid}:${started}`,
    pause: async (ms) => {
      waited += ms;
    },
    stopping: () => false,
    pulse: pulseOf('default', db),
  };
}
