import * as fs from 'fs';
import { SILENT } from '../../service/log';
import { loadTemplates } from '../../service/render';
import { createApp } from '../../service/web/app';
import { formTokens } from '../../service/web/form-token';
import { alwaysIdentity } from '../../service/web/identity';
import { USUAL } from '../../service/web/list-query';
import { listenOnSocket } from '../../service/web/server';
import { entryView } from '../../service/web/view-entry';
import { frameView, sayKeyIn } from '../../service/web/view-frame';
import { listView } from '../../service/web/view-list';
import { person } from '../support/people';
import { ask } from './http';
import { DESK, DIRECTORY, NOW, VIEWER, waiting } from './looking';

/**
 * Run as a bundle, on whatever Node: serves the list, an entry with its proof and a problem on a socket, asks for each and prints
 * one line an answer. Arguments: the templates' folder, a file with a judged call, the socket.
 */
async function main([views, judgedFile, socket]: string[]): Promise<void> {
  if (views === undefined || judgedFile === undefined || socket === undefined) throw new Error('give views, call and socket');
  const { fact, because, confidence, call } = JSON.parse(fs.readFileSync(judgedFile, 'utf8'));
  const health = () => ({ version: '1', lastTurnAt: NOW, everySeconds: 30 });
  const { now, links } = VIEWER;
  const viewer = { ...VIEWER, desk: DESK };
  const none = { findings: [], maySet: false, isAdmin: false, sheets: [], scripts: [] };
  const frame = frameView({ title: 'x', tab: 'open', open: 1, health: health(), now, links, token: 't', assetsVersion: 'v', ...none });
  const counts = {
    open: 1,
    snoozed: 0,
    overdue: 0,
    unclaimed: 1,
    mine: 0,
    oldestWaitSince: NOW,
    cleared: { returned: 1, answered_later: 0, manual: 0, expired: 0 },
  };
  const page = { entries: [waiting()], total: 1, isMore: false, before: null, after: null };
  const list = listView({ wanted: USUAL, page, counts, lastCleared: [], directory: DIRECTORY }, viewer, frame);
  const proofs = new Map([[fact.callId, { because, confidence, call }]]);
  const entry = entryView({ entry: waiting(), attempts: [fact], hasMore: false, proofs, events: [] }, viewer, frame);
  const app = createApp({
    pages: {
      '/': () => Promise.resolve({ template: 'list', view: { ...list, just: null, t: sayKeyIn('en') } }),
      '/entries/:id': () => Promise.resolve({ template: 'entry', view: { ...entry, just: null, t: sayKeyIn('en') } }),
    },
    actions: {},
    downloads: {},
    tokens: formTokens(Buffer.alloc(32)),
    identify: alwaysIdentity(person()),
    health,
    render: loadTemplates(views),
    views,
    clock: { nowAt: () => NOW },
    log: SILENT,
  });
  const door = await listenOnSocket(app, socket);
  for (const path of ['/', '/entries/7', '/assets/base.css', '/health', '/none']) {
    const { status, text } = await ask(socket, path);
    const shows = ['Andrew Pope', 'smc-bar-rang', 'Back to the list'].filter((word) => text.indexOf(word) >= 0);
    process.stdout.write(`${path} ${status} ${shows.join(', ')}\n`);
  }
  await door.close();
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
