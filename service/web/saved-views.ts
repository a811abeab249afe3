import { may } from '../../shared/identity';
import { deleteView, LONGEST_NAME, MOST_VIEWS, readViews, saveView } from '../store/views';
import { type Action, field } from './action';
import { hideNumbers } from './hidden-numbers';
import { queryText } from './links';
import { firstPage, readWanted, type Wanted, wantedQuery } from './list-query';
import type { Asked } from './page';
import type { PageParts } from './pages';
import { Problem } from './problems';
import { withPlace } from './view-filters';
import { sayTo } from './work-on-entry';

/** A named way to look at the list, as a page shows it. */
export interface ViewLink {
  readonly id: number;
  readonly name: string;
  readonly href: string;
  readonly isShared: boolean;
  /** The list is looked at in this way now. */
  readonly isCurrent: boolean;
  /** Where the form that deletes it is sent; '' where this user may not. */
  readonly remove: string;
}

/** The views of who asks, his own and everybody's, by name. */
export async function viewLinks({ db }: PageParts, { identity, links }: Asked, wanted: Wanted): Promise<readonly ViewLink[]> {
  const { client, userId } = identity;
  const now = addressOf(wanted);
  // A number somebody looked for is a number: who may not see numbers is not shown it in an address or a name.
  const shown = (text: string) => (may(identity, 'numbers') ? text : hideNumbers(text));
  const views = (await readViews(client, db, userId)).filter(({ query }) => {
    const { q = '' } = fieldsOf(query);
    return shown(q) === q;
  });
  return views.map(({ id, name, query, isShared, savedBy }) => ({
    ...{ id, name: shown(name), isShared, isCurrent: query === now },
    // Read again rather than taken over: another version may have saved it.
    href: links.to('/', wantedQuery(readWanted(fieldsOf(query)))),
    remove: !isShared || savedBy === userId || may(identity, 'admin') ? links.to(`/views/${id}/delete`) : '',
  }));
}

/** The named views beside the list, exactly as the template shows them. */
export interface SavedView {
  readonly links: readonly ViewLink[];
  /** Where the form is sent that saves the list as it is looked at now, and what it carries. */
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly mayShare: boolean;
}

/** What the page of the list shows of named views. */
export async function savedView(parts: PageParts, asked: Asked, wanted: Wanted): Promise<SavedView> {
  const query = wantedQuery(firstPage(wanted));
  const names = Object.keys(query).filter((name) => query[name] !== null && query[name] !== '');
  return {
    links: await viewLinks(parts, asked, wanted),
    action: asked.links.to('/views'),
    fields: names.map((name) => ({ name, value: String(query[name]) })),
    mayShare: may(asked.identity, 'work'),
  };
}

/** POST /views: keeps the list's wishes, sent as the list's own fields, under `name`; with `shared=1` for everybody. */
export function saveViewAction({ db }: PageParts): Action {
  return {
    needs: 'view',
    act: async (acted) => {
      const { client, userId } = acted.identity;
      const name = field(acted.fields, 'name').replace(/\s+/g, ' ').trim();
      const isShared = field(acted.fields, 'shared') === '1';
      if (name === '' || name.length > LONGEST_NAME) throw new Problem(400, { key: 'view.unnamed', params: { most: LONGEST_NAME } });
      if (isShared && !may(acted.identity, 'work')) throw new Problem(403);
      const given: Record<string, string> = {};
      for (const one of Object.keys(acted.fields)) given[one] = field(acted.fields, one);
      const query = addressOf(readWanted(withPlace(given)));
      const id = await saveView(client, db, { name, query, isShared, userId, admin: may(acted.identity, 'admin'), at: acted.nowAt });
      if (typeof id === 'string') throw new Problem(409, { key: id === 'full' ? 'view.full' : 'view.taken', params: { most: MOST_VIEWS } });
      return { text: sayTo(acted, { key: 'done.view_saved', params: { name } }), undo: null, back: `/?${query}` };
    },
  };
}

/** POST /views/:id/delete. */
export function deleteViewAction({ db }: PageParts): Action {
  return {
    needs: 'view',
    act: async (acted) => {
      const { client, userId } = acted.identity;
      const id = acted.params.id || '';
      const isGone =
        /^[1-9]\d{0,8}$/.test(id) && (await deleteView(client, db, Number(id), { userId, admin: may(acted.identity, 'admin') }));
      if (!isGone) throw new Problem(404);
      return { text: sayTo(acted, { key: 'done.view_deleted' }), undo: null, back: '/' };
    },
  };
}

/** What an address says behind its `?`, whatever page of the list it is. */
function addressOf(wanted: Wanted): string {
  return queryText(wantedQuery(firstPage(wanted))).slice(1);
}

/** A view of a file that was taken in may hold anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (_malformed) {
    return '';
  }
}

function fieldsOf(query: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split('=');
    fields[name] = decoded(value);
  }
  return fields;
}
