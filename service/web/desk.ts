import { type Identity, may, type Permission } from '../../shared/identity';
import { callLink } from '../../shared/phone/call-link';
import { vipsOf } from '../../shared/phone/vips';
import type { Settings } from '../../shared/settings';
import type { Colleague } from '../store/colleagues';
import { readColleagues } from '../store/colleagues';
import { readSettings } from '../store/settings-store';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { oneLine } from './view-caller';

/** What the reader may see and do, beside reading: without one a page shows everything and offers nothing. */
export interface Desk {
  readonly userId: string;
  may(permission: Permission): boolean;
  /** Whether callers' numbers are shown in full. */
  readonly showsNumbers: boolean;
  /** The link that calls a caller back; null where there is nothing to dial. */
  link(callerKey: string): string | null;
  isVip(callerKey: string): boolean;
  /** What colleagues call a user. */
  person(userId: string): string;
  /** To whom an entry can be given: everybody who works with the list, the reader too. */
  readonly colleagues: readonly Pick<Colleague, 'userId' | 'name'>[];
  readonly mayResolve: boolean;
  /** Entries whose owner is calling at this instant. */
  readonly calling: ReadonlySet<number>;
  /** The page a form leads back to: a path of ours with its query. */
  readonly back: string;
}

const NOBODY: ReadonlySet<number> = new Set();

function linker({ call_url: template }: Settings, { extension }: Identity, country: string | null): Desk['link'] {
  return (key) => callLink({ template, key, country, extension });
}

/** The desk of whoever asks, who goes back to that page. */
export async function deskOf(parts: PageParts, { identity, nowAt }: Asked, back: string): Promise<Desk> {
  const { client, userId } = identity;
  await parts.meet(identity, nowAt);
  const { directory } = parts.clientOf(client);
  const [settings, known] = await Promise.all([readSettings(client, parts.db), readColleagues(client, parts.db)]);
  const names = new Map(known.map((one): [string, string] => [one.userId, oneLine(one.name)]));
  names.set(userId, oneLine(identity.name));
  const showsNumbers = may(identity, 'numbers');
  const link = linker(settings, identity, directory.country);
  return {
    userId,
    may: (permission) => may(identity, permission),
    showsNumbers,
    link: (key) => (showsNumbers ? link(key) : null),
    isVip: vipsOf(settings, directory),
    person: (id) => names.get(id) || oneLine(id),
    colleagues: known.filter((one) => one.works && one.userId !== userId).map((one) => ({ userId: one.userId, name: oneLine(one.name) })),
    mayResolve: settings.allow_manual_resolve,
    calling: NOBODY,
    back,
  };
}
