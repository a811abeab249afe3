import { createHash } from 'crypto';
import { may } from '../../shared/identity';
import { languageOf } from '../../shared/language';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { SettingName, Settings } from '../../shared/settings';
import { readSettings } from '../store/settings-store';
import type { Action } from './action';
import { field as textOf } from './action';
import { frameOf } from './frame';
import { type AnswerPage, type Asked, isPart, type Page } from './page';
import { type PageParts, viewerOf } from './pages';
import { Problem } from './problems';
import { faultsOf } from './setting-faults';
import { type Field, fieldsOf, GROUPS, type SettingGroup } from './setting-fields';
import { readField } from './setting-values';
import { sayKeyIn } from './view-frame';
import { type ShownSettings, settingsView } from './view-settings';
import { turnTime } from './work-on-entry';

/** The page, for those alone who may change settings. */
export function settersOnly(answer: AnswerPage): AnswerPage {
  return (asked) => (may(asked.identity, 'settings') ? answer(asked) : Promise.reject(new Problem(403)));
}

/** The group a path names: the first where it names none. Throws Problem (404) for one there is not. */
export function groupOf({ params }: Asked): SettingGroup {
  const found = params.group === undefined ? GROUPS[0] : GROUPS.filter((one) => one === params.group)[0];
  if (found === undefined) throw new Problem(404);
  return found;
}

/** A seal of a group's settings: tells whether somebody changed them since a form was made. */
function sealOf(settings: Settings, group: SettingGroup): string {
  const values = fieldsOf(group).map(({ name }) => settings[name as SettingName]);
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

async function pageOf(parts: PageParts, asked: Asked, shown: ShownSettings): Promise<Page> {
  const viewer = viewerOf(parts, asked);
  const { directory } = parts.clientOf(asked.identity.client);
  const t = sayKeyIn(viewer.now.language);
  const title = `${t('page.settings')} · ${t(`settings.tab.${shown.group}` as MessageKey)}`;
  const frame = await frameOf(parts, asked, viewer, {
    ...{ title, tab: 'settings', sheets: ['settings.css'], scripts: ['settings.js'] },
  });
  return { template: isPart(asked) ? 'live-head' : 'settings', view: { ...settingsView(shown, directory, viewer, frame), t } };
}

/** GET /settings and /settings/:group: the settings of a client, a group at a time. */
export function settingsPage(parts: PageParts): AnswerPage {
  return settersOnly(async (asked) => {
    const group = groupOf(asked);
    const settings = await readSettings(asked.identity.client, parts.db);
    const say = sayIn(languageOf(asked.identity.language));
    const said =
      asked.query.saved === '1' ? say({ key: 'settings.saved' }) : asked.query.saved === '0' ? say({ key: 'settings.same' }) : '';
    return pageOf(parts, asked, { group, values: settings, faults: {}, seen: sealOf(settings, group), token: asked.token, said });
  });
}

/** A secret that was left empty stays as it is. */
function isLeft(field: Field, value: unknown): boolean {
  return field.kind === 'secret' && (value === '' || value === null);
}

/** POST /settings/:group: keeps the settings of a group from now on, or shows what is wrong with them. */
export function saveSettings(parts: PageParts): Action {
  return {
    needs: 'settings',
    act: async (acted) => {
      const { identity, fields, token } = acted;
      const group = groupOf(acted);
      const say = sayIn(languageOf(identity.language));
      const present = await readSettings(identity.client, parts.db);
      const values: Record<string, unknown> = {};
      for (const field of fieldsOf(group)) {
        const value = readField(field, fields, field.name);
        if (!isLeft(field, value)) values[field.name] = value;
      }
      // The contract fills in defaults where it looks, so the form is shown again from what was typed.
      const checked = JSON.parse(JSON.stringify(values)) as Partial<Settings>;
      const faults = faultsOf(checked, present, fieldsOf(group), say);
      const seal = sealOf(present, group);
      const isOld = textOf(fields, 'seen') !== seal;
      if (isOld || Object.keys(faults).length > 0) {
        const said = say({ key: isOld ? 'settings.changed_meanwhile' : 'settings.wrong' });
        const shown = { group, values: values as Partial<Settings>, faults, seen: seal, token, said };
        const page = await pageOf(parts, acted, shown);
        return { template: page.template, view: page.view, faults: isOld ? { '': said, ...faults } : faults };
      }
      const changed = await parts.store.inTurn(identity.client, turnTime(parts, acted), (turn) => turn.set(checked, identity.userId));
      const text = say({ key: changed.length > 0 ? 'settings.saved' : 'settings.same' });
      const path = group === GROUPS[0] ? '/settings' : `/settings/${group}`;
      return { text, undo: null, back: `${path}?saved=${changed.length > 0 ? 1 : 0}` };
    },
  };
}
