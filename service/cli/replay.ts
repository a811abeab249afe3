import { PlainError } from '../../shared/errors';
import type { SourceName } from '../../shared/words';
import { callJson, entryJson } from '../judged-json';
import { type Replayed, replayStory } from '../replay';
import { readCaptureFolder } from '../sources/capture-folder';
import { printable, tellInOneLine } from '../telling';
import type { AddCommand } from './program-type';
import { DONE, type World } from './world';

const SOURCES: readonly SourceName[] = ['cdr', 'cel', 'queue_log'];

/** The sources named in `cdr,cel`; throws PlainError for a name that is none. */
export function sourcesOf(text: string): SourceName[] {
  return text.split(',').map((word) => {
    const name = SOURCES.find((one) => one === word.trim());
    if (name === undefined) throw new PlainError('unknown_source', `"${word}" is no source; choose from cdr, cel and queue_log.`);
    return name;
  });
}

function printText({ judged, office, list, orphans, unreadable }: Replayed, world: World): void {
  for (const one of judged) world.out(`${tellInOneLine(one, office)}\n`);
  const entries = list.entries();
  world.out(
    `\n${entries.filter((one) => one.status === 'open').length} open, ${entries.filter((one) => one.status === 'cleared').length} cleared\n`,
  );
  for (const one of entries) {
    const state =
      one.status === 'open' ? 'open' : `cleared: ${one.clearedBy}${one.clearedByExtension === null ? '' : ` by ${one.clearedByExtension}`}`;
    world.out(`  ${printable(one.callerNumber || 'withheld')} ×${one.missedCount} on ${one.did}  ${state}\n`);
  }
  if (orphans.length > 0) world.out(`${orphans.length} set aside: no row of the caller was written.\n`);
  for (const row of unreadable) world.err(`${row.source} ${row.where}: ${row.why}\n`);
}

function json({ judged, office, list, orphans, unreadable }: Replayed) {
  return {
    calls: judged.map((one) => callJson(one, office)),
    entries: list.entries().map(entryJson),
    set_aside: orphans.map((one) => one.linkedids),
    unreadable,
  };
}

/** `replay DIR…`: judges folders of rows as finished stories. */
export const replayCommand: AddCommand = (program, world, done) => {
  program
    .command('replay <dir> [more...]')
    .description('judge a folder of rows (cdr.json, cel.json, queue_log.txt, directory.json) as a finished story')
    .option('--json', 'print one JSON object: calls and entries')
    .option('--sources <names>', 'read only these, of cdr,cel,queue_log', 'cdr,cel,queue_log')
    .action((first: string, more: string[], options: { json?: boolean; sources: string }) => {
      const sources = sourcesOf(options.sources);
      const stories = [first].concat(more).map((dir) => replayStory(readCaptureFolder(dir), sources));
      if (options.json !== true) {
        for (const story of stories) printText(story, world);
      } else if (stories.length === 1) world.out(`${JSON.stringify(json(stories[0] as Replayed))}\n`);
      else {
        const all = stories.map(json);
        world.out(
          `${JSON.stringify({
            calls: ([] as unknown[]).concat(...all.map((one) => one.calls)),
            entries: ([] as unknown[]).concat(...all.map((one) => one.entries)),
            set_aside: ([] as unknown[]).concat(...all.map((one) => one.set_aside)),
            unreadable: ([] as unknown[]).concat(...all.map((one) => one.unreadable)),
          })}\n`,
        );
      }
      done(DONE);
    });
};
