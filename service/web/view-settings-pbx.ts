import type { Directory } from '../../shared/directory';
import { type Identity, may, PERMISSIONS, type Permission } from '../../shared/identity';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { Colleague } from '../store/colleagues';
import { ago, machineTime } from './time-text';
import { oneLine } from './view-caller';
import type { FrameView } from './view-frame';
import type { Viewer } from './view-row';
import { type SettingsTabView, settingsTabs } from './view-settings-tabs';

/** Who may do what, exactly as the template shows it. */
export interface PermissionsView {
  readonly frame: FrameView;
  readonly tabs: readonly SettingsTabView[];
  readonly heading: string;
  readonly permissions: readonly { readonly name: string; readonly text: string; readonly isMine: boolean }[];
  /** The part of the list the reader sees; '' for all of it. */
  readonly scope: string;
  readonly people: readonly {
    readonly name: string;
    readonly extension: string;
    readonly works: string;
    readonly seen: string;
    readonly seenAt: string;
  }[];
}

/** What each permission lets somebody do, and who has opened the list. */
export function permissionsView(identity: Identity, people: readonly Colleague[], viewer: Viewer, frame: FrameView): PermissionsView {
  const say = sayIn(viewer.now.language);
  const { scope } = identity;
  const parts = scope === null ? [] : [...scope.dids, ...scope.queues, ...scope.ringGroups, ...scope.extensions];
  return {
    frame,
    tabs: settingsTabs('permissions', viewer, frame),
    heading: say({ key: 'settings.tab.permissions' }),
    permissions: PERMISSIONS.map((permission: Permission) => ({
      name: say({ key: `permission.${permission}` as MessageKey }),
      text: say({ key: `permission.${permission}.help` as MessageKey }),
      isMine: may(identity, permission),
    })),
    scope: scope === null ? '' : say({ key: 'permission.scope', params: { parts: parts.map((one) => oneLine(one)).join(', ') || '-' } }),
    people: people.map(({ name, userId, extension, works, seenAt }) => ({
      name: oneLine(name || userId),
      extension: extension || '',
      works: works ? say({ key: 'permission.work' }) : say({ key: 'permission.view' }),
      seen: ago(viewer.now, seenAt),
      seenAt: machineTime(seenAt),
    })),
  };
}

/** What the PBX says of itself, exactly as the template shows it. */
export interface PbxView {
  readonly frame: FrameView;
  readonly tabs: readonly SettingsTabView[];
  readonly heading: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly tables: readonly {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly isMore: boolean;
  }[];
}

const MOST_ROWS = 500;

/** The names, numbers and prefixes by which calls are read: shown here, changed on the PBX. */
export function pbxView(directory: Directory, viewer: Viewer, frame: FrameView): PbxView {
  const say = sayIn(viewer.now.language);
  const none = say({ key: 'settings.value.none' });
  const fact = (key: MessageKey, value: string | null) => ({ name: say({ key }), value: value === null || value === '' ? none : value });
  const table = (key: MessageKey, head: readonly MessageKey[], rows: readonly (readonly string[])[]) => ({
    title: say({ key }),
    head: head.map((one) => say({ key: one })),
    rows: rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => oneLine(cell))),
    isMore: rows.length > MOST_ROWS,
  });
  const groups = [...directory.queues, ...directory.ringGroups];
  const named = ['pbx.number', 'pbx.name'] as const;
  return {
    frame,
    tabs: settingsTabs('pbx', viewer, frame),
    heading: say({ key: 'settings.tab.pbx' }),
    facts: [
      fact('pbx.country', directory.country),
      fact('pbx.zone', directory.timeZone),
      fact('pbx.international', directory.internationalPrefix),
      fact('pbx.national', directory.nationalPrefix),
      fact('pbx.outbound', directory.outboundPrefixes.join(', ')),
    ],
    tables: [
      table(
        'pbx.dids',
        [...named, 'pbx.leads_to'],
        directory.dids.map(({ number, name, destination }) => [number, name, destination === null ? '' : viewer.names.place(destination)]),
      ),
      table(
        'pbx.trunks',
        ['pbx.name', 'pbx.endpoint', 'pbx.shows', 'pbx.country'],
        directory.trunks.map(({ name, endpoint, outboundCid, country }) => [name, endpoint, outboundCid, country || '']),
      ),
      table(
        'pbx.groups',
        [...named, 'pbx.members'],
        groups.map(({ number, name, members }) => [number, name, members.join(', ')]),
      ),
      table(
        'pbx.extensions',
        named,
        directory.extensions.map(({ number, name }) => [number, name]),
      ),
    ].filter(({ rows }) => rows.length > 0),
  };
}
