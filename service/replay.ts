import type { Directory } from '../shared/directory';
import type { AsteriskRecord, UnreadableRow } from '../shared/records';
import { DEFAULT_SETTINGS } from '../shared/settings';
import type { SourceName } from '../shared/words';
import type { Orphan } from './calls/assemble';
import { type RuleBook, rulesOf } from './entries/rules';
import { FREEPBX_DIALECT } from './host/freepbx-dialect';
import { type Judged, judgeRecords, type Office, officeOf } from './judging';
import { MemoryList } from './memory-list';

/** What a folder of rows came to. */
export interface Replayed {
  readonly office: Office;
  readonly judged: readonly Judged[];
  readonly list: MemoryList;
  readonly orphans: readonly Orphan[];
  readonly unreadable: readonly UnreadableRow[];
}

/** The rows of one story, as read from a folder. */
export interface Story {
  readonly records: readonly AsteriskRecord[];
  readonly unreadable: readonly UnreadableRow[];
  readonly directory: Directory;
}

/** Judges a whole story as finished, with default settings, from the sources asked for. */
export function replayStory(story: Story, sources: readonly SourceName[]): Replayed {
  const office = officeOf(story.directory, [], FREEPBX_DIALECT);
  const book: RuleBook = [{ since: 0, rules: rulesOf(DEFAULT_SETTINGS, story.directory.timeZone || 'UTC') }];
  const records = story.records.filter((record) => sources.indexOf(record.source) >= 0);
  const { judged, orphans } = judgeRecords(records, office, () => true);
  const list = new MemoryList('replay', book);
  for (const { call, facts } of judged) for (const fact of facts) list.apply(fact, call.lastRecordAt);
  return { office, judged, list, orphans, unreadable: story.unreadable };
}
