import type { Call } from '../shared/call';
import type { Dialect } from '../shared/dialect';
import type { Directory } from '../shared/directory';
import type { CallFact } from '../shared/entry';
import { callerKey } from '../shared/phone/caller';
import { type Contacts, contactsOf } from '../shared/phone/contacts';
import { type NumberPlan, numberPlan } from '../shared/phone/plan';
import type { AsteriskRecord } from '../shared/records';
import { type Settings, type SettingsBook, settingsAt } from '../shared/settings';
import type { Verdict } from '../shared/verdict';
import { assemble, type Orphan, type Wanted } from './calls/assemble';
import { placesOf } from './calls/destination';
import { type Group, groupRecords } from './calls/group';
import { type People, peopleOf } from './calls/people';
import { type FactContext, factsOfCall } from './entries/facts-of-call';
import { judge } from './verdict/judge';
import { extensionsRung, ringSeconds } from './verdict/rule';

/** What one client's calls are read with: who is who, how numbers are written, what counts. Made once a directory and settings. */
export interface Office {
  readonly directory: Directory;
  readonly people: People;
  readonly plan: NumberPlan;
  readonly contacts: Contacts;
  /** Each call is held against the settings of its own moment. */
  readonly settings: SettingsBook;
  readonly dialect: Dialect;
}

/** A call and what we hold of it. */
export interface CallWithVerdict {
  readonly call: Call;
  readonly verdict: Verdict;
}

/** One call with its verdict and what it means for the list. */
export interface Judged extends CallWithVerdict {
  readonly facts: readonly CallFact[];
}

/** Builds the look-ups of a directory once. */
export function officeOf(directory: Directory, settings: SettingsBook, dialect: Dialect): Office {
  const plan = numberPlan(directory);
  return { directory, people: peopleOf(directory), plan, contacts: contactsOf(directory, plan), settings, dialect };
}

/** Where it rang, as the list shows it: the name the directory gives the last place, else the place in words; the DID's name as a last resort. */
export function routeLabelOf(call: Call, office: Office): string {
  const { places } = placesOf(call, office.people);
  const last = places[places.length - 1];
  if (last === undefined) {
    const did = office.directory.dids.find((one) => one.number === call.did);
    return did === undefined ? '' : did.name;
  }
  return office.people.nameOf(last);
}

/** What some records came to. */
export interface Judgement {
  readonly judged: readonly Judged[];
  readonly orphans: readonly Orphan[];
}

/** Records become judged calls. `settledOf` says whether more records of a call may still come; nothing else here knows the time. */
export function judgeRecords(records: readonly AsteriskRecord[], office: Office, settledOf: (call: Call) => boolean): Judgement {
  return judgeGroups(groupRecords(records), office, settledOf);
}

/** Groups become calls with their verdicts, and what `made` makes of each by the settings it is held to. */
function judgeEach<T>(
  groups: readonly Group[],
  { people, plan, settings: book, dialect }: Office,
  settledOf: (call: Call) => boolean,
  wanted: Wanted,
  made: (call: Call, verdict: Verdict, settings: Settings) => T,
): { readonly made: T[]; readonly orphans: readonly Orphan[] } {
  const keyOf = (written: string) => callerKey(written, plan).key;
  const lists = new Map<readonly string[], ReadonlySet<string>>();
  const isIn = (numbers: readonly string[], number: string): boolean => {
    if (numbers.length === 0) return false;
    const keys = lists.get(numbers) || new Set(numbers.map(keyOf));
    lists.set(numbers, keys);
    return keys.has(keyOf(number));
  };
  const { calls, orphans } = assemble(groups, people, dialect, wanted);
  let settings: Settings | null = null;
  const isProbe = (number: string) => isIn((settings as Settings).probe_numbers, number);
  const isBlocked = (number: string) => isIn((settings as Settings).blocked_numbers, number);
  const all = calls.map((call) => {
    // The moment at which the list holds it against its rules too: a miss is a miss when the caller is gone.
    const then = settingsAt(book, call.endedAt === null ? call.lastRecordAt : call.endedAt);
    settings = then;
    return made(call, judge(call, { settled: settledOf(call), isProbe, isBlocked, minRingSeconds: then.minimum_ring_seconds }), then);
  });
  return { made: all, orphans };
}

/** The same for records that were put together into groups before. */
export function judgeGroups(groups: readonly Group[], office: Office, settledOf: (call: Call) => boolean): Judgement {
  let context: FactContext | null = null;
  const { made, orphans } = judgeEach(groups, office, settledOf, 'all', (call, verdict, settings): Judged => {
    if (context === null || context.settings !== settings) context = factContext(office, settings);
    return { call, verdict, facts: factsOfCall(call, verdict, context) };
  });
  return { judged: made, orphans };
}

/** The verdicts alone, of the calls that came in: for whoever counts and keeps no list, which calls of ours are needed for. */
export function arrivalsOf(groups: readonly Group[], office: Office, settledOf: (call: Call) => boolean): readonly CallWithVerdict[] {
  return judgeEach(groups, office, settledOf, 'arrivals', (call, verdict): CallWithVerdict => ({ call, verdict })).made;
}

function factContext(office: Office, settings: Settings): FactContext {
  return {
    plan: office.plan,
    settings,
    routeLabelOf: (call) => routeLabelOf(call, office),
    contactOf: office.contacts.nameOf,
    placesOf: (call) => placesOf(call, office.people).places,
    extensionsRungOf: extensionsRung,
    ringSecondsOf: ringSeconds,
  };
}

/** The zone times are told in: the client's newest setting, else the PBX's own. */
export function zoneOf({ settings, directory }: Pick<Office, 'settings' | 'directory'>): string {
  const newest = settings[settings.length - 1];
  return newest?.settings.time_zone || directory.timeZone || 'UTC';
}
