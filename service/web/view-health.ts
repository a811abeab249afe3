import type { Finding, Findings } from '../../shared/finding';
import { sayIn } from '../../shared/messages';
import type { SqlRow } from '../store/database';
import type { Pulse } from '../store/health';
import { fromSqlTime } from '../store/instants';
import type { WaitingCall } from '../store/waiting';
import { type Health, healthStatus } from './health';
import { ago, length, machineTime, moment } from './time-text';
import { oneLine } from './view-caller';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';

/** The state of the daemon and of what it reads, exactly as the template shows it. */
export interface HealthView {
  readonly frame: FrameView;
  readonly heading: string;
  readonly status: { readonly kind: 'fine' | 'warning' | 'broken' | 'unknown'; readonly text: string; readonly looked: string };
  readonly findings: readonly FindingView[];
  /** Name and value; the value may say more below. */
  readonly facts: readonly { readonly name: string; readonly value: string; readonly more: string }[];
  /** Null for those who may not see them. */
  readonly rows: readonly UnreadableView[] | null;
  readonly moreRows: boolean;
  readonly calls: readonly { readonly id: string; readonly since: string; readonly at: string }[] | null;
}

export interface FindingView {
  readonly kind: Finding['severity'];
  /** `Broken`, `Warning`, `Good to know`: the colour never says it alone. */
  readonly mark: string;
  readonly text: string;
  readonly whatToDo: string;
}

export interface UnreadableView {
  readonly source: string;
  readonly where: string;
  readonly why: string;
  readonly count: string;
  readonly when: string;
}

/** What the store and the daemon say of how things stand. */
export interface HealthFound {
  readonly health: Health;
  readonly findings: Findings;
  /** How late CDR rows came lately. */
  readonly landing: Pulse | null;
  /** Oldest first. */
  readonly waiting: readonly WaitingCall[];
  /** Newest first. */
  readonly unreadable: readonly SqlRow[];
  readonly versions: { readonly schema: number; readonly server: string; readonly node: string };
}

const MOST_ROWS = 20;
const MARKS = { broken: 'health.broken', warning: 'health.warning', note: 'health.note' } as const;

function status({ findings, health }: HealthFound, viewer: Viewer): HealthView['status'] {
  const say = sayIn(viewer.now.language);
  const count = (severity: Finding['severity']) => findings.findings.filter((one) => one.severity === severity).length;
  const looked = findings.at === null ? '' : say({ key: 'health.looked', params: { ago: ago(viewer.now, findings.at) } });
  const daemon = healthStatus(health, viewer.now.at);
  if (count('broken') > 0) return { kind: 'broken', text: say({ key: 'doctor.sum.broken', params: { n: count('broken') } }), looked };
  if (daemon === 'off') return { kind: 'warning', text: say({ key: 'finding.switched_off' }), looked };
  if (daemon === 'stale') return { kind: 'broken', text: say({ key: 'health.status.stale' }), looked };
  if (findings.at === null || daemon === 'starting') return { kind: 'unknown', text: say({ key: 'health.status.starting' }), looked };
  if (count('warning') > 0) {
    return { kind: 'warning', text: say({ key: 'health.status.warning', params: { n: count('warning') } }), looked };
  }
  return { kind: 'fine', text: say({ key: 'health.status.fine' }), looked };
}

function factsView({ health, landing, waiting, unreadable, versions }: HealthFound, viewer: Viewer): HealthView['facts'] {
  const { now } = viewer;
  const say = sayIn(now.language);
  const oldest = waiting[0];
  const late = landing === null ? null : (landing.value as { readonly lateSeconds?: unknown }).lateSeconds;
  return [
    {
      name: say({ key: 'health.fact.turn' }),
      value: health.lastTurnAt === null ? say({ key: 'health.fact.never' }) : ago(now, health.lastTurnAt),
      more: say({ key: 'health.fact.every', params: { time: length(now.language, health.everySeconds) } }),
    },
    ...(typeof late === 'number' ? [{ name: say({ key: 'health.fact.lag' }), value: length(now.language, late), more: '' }] : []),
    {
      name: say({ key: 'health.fact.waiting' }),
      value: say({ key: 'health.fact.calls', params: { n: waiting.length } }),
      more: oldest === undefined ? '' : say({ key: 'health.fact.oldest', params: { time: length(now.language, now.at - oldest.sinceAt) } }),
    },
    {
      name: say({ key: 'health.fact.unreadable' }),
      value: say({
        key: unreadable.length > MOST_ROWS ? 'health.fact.rows_more' : 'health.fact.rows',
        params: { n: Math.min(MOST_ROWS, unreadable.length) },
      }),
      more: '',
    },
    {
      name: say({ key: 'health.fact.versions' }),
      value: `Smart Missed Calls ${health.version}`,
      more: say({ key: 'health.fact.parts', params: { schema: versions.schema, server: versions.server, node: versions.node } }),
    },
  ];
}

function rowView(row: SqlRow, viewer: Viewer): UnreadableView {
  return {
    source: oneLine(String(row.source)),
    where: oneLine(String(row.found_where)),
    why: oneLine(String(row.why)),
    count: `×${Number(row.seen_count)}`,
    when: moment(viewer.now, fromSqlTime(row.last_seen_at)),
  };
}

/** The page of how things stand. */
export function healthView(found: HealthFound, viewer: Viewer, isAdmin: boolean, frame: FrameView): HealthView {
  const { now } = viewer;
  const say = sayIn(now.language);
  return {
    frame,
    heading: say({ key: 'health.heading' }),
    status: status(found, viewer),
    findings: found.findings.findings.map((one) => ({
      kind: one.severity,
      mark: say({ key: MARKS[one.severity] }),
      text: oneLine(say(one.saying), LONGEST_FINDING),
      whatToDo: oneLine(say(one.whatToDo), LONGEST_FINDING),
    })),
    facts: factsView(found, viewer),
    rows: isAdmin ? found.unreadable.slice(0, MOST_ROWS).map((row) => rowView(row, viewer)) : null,
    moreRows: found.unreadable.length > MOST_ROWS,
    calls: isAdmin
      ? found.waiting
          .slice(0, MOST_ROWS)
          .map(({ linkedid, sinceAt }) => ({ id: oneLine(linkedid), since: ago(now, sinceAt), at: machineTime(sinceAt) }))
      : null,
  };
}

/** A message of the database may be long, and hold anything. */
const LONGEST_FINDING = 600;
