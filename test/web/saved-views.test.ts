import { expect } from 'chai';
import { createEntryStore } from '../../service/store/entry-store';
import { MOST_VIEWS, readViews } from '../../service/store/views';
import { ROOT_LINKS } from '../../service/web/links';
import { readWanted } from '../../service/web/list-query';
import type { PageParts } from '../../service/web/pages';
import { deleteViewAction, saveViewAction, viewLinks } from '../../service/web/saved-views';
import type { Identity } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { CLIENT, type Seeded, seed } from './seeded';
import { useStanding } from './standing';

describe('named views, as the list’s page keeps them', () => {
  const mariadb = useMariadb();
  const maria = person({ client: CLIENT, userId: 'maria', name: 'Maria' });
  let seeded: Seeded;
  let parts: PageParts;

  before(async () => {
    seeded = await seed(mariadb(), ['01-direct-answered']);
    const { db, directory } = seeded;
    parts = { db, store: createEntryStore(db), clientOf: () => ({ directory, zone: 'UTC' }) } as unknown as PageParts;
  });
  after(() => seeded.db.close());

  const asked = (identity: Identity, params = {}) => ({ identity, params, query: {}, nowAt: seeded.nowAt, links: ROOT_LINKS, token: '' });
  const save = (fields: Record<string, string>, who = maria) => {
    const many: Record<string, string[]> = {};
    for (const name of Object.keys(fields)) many[name] = [fields[name] as string];
    return saveViewAction(parts).act({ ...asked(who), fields: many } as never);
  };
  const links = (who: Identity, query: Record<string, string> = {}) => viewLinks(parts, asked(who) as never, readWanted(query));

  it('hold the wishes of the list, and nothing else that was sent', async () => {
    const done = await save({
      name: '  Sales,   mine ',
      where: 'queue:400',
      owner: 'me',
      sort: 'sideways',
      after: 'a.1',
      token: 'x',
      odd: '1',
    });
    expect(done).to.include({ text: 'Saved as “Sales, mine”.', back: '/?queue=400&owner=me' });
    expect(await links(maria, { queue: '400', owner: 'me', after: 'b.2', page: '3' })).to.deep.equal([
      { id: 1, name: 'Sales, mine', href: '/?queue=400&owner=me', isShared: false, isCurrent: true, remove: '/views/1/delete' },
    ]);
    expect((await links(maria, { queue: '400' }))[0]).to.include({ isCurrent: false });
  });

  it('are shared by those who work with the list, and deleted by who may', async () => {
    const looker = person({ client: CLIENT, userId: 'leo', name: 'Leo', permissions: ['view'] });
    expect(await save({ name: 'Everyone', shared: '1' }, looker).catch((problem) => problem.status)).to.equal(403);
    await save({ name: 'Everyone', shared: '1', overdue: '1' });
    expect((await links(looker)).map(({ name, href, remove }) => [name, href, remove])).to.deep.equal([['Everyone', '/?overdue=1', '']]);
    const remove = (who: Identity, id: string) =>
      deleteViewAction(parts)
        .act({ ...asked(who, { id }), fields: {} } as never)
        .catch((problem) => problem.status);
    expect([await remove(looker, '2'), await remove(maria, '77'), await remove(maria, 'x')]).to.deep.equal([404, 404, 404]);
    expect(await remove(maria, '2')).to.include({ text: 'The view is deleted.', back: '/' });
    expect(await links(looker)).to.deep.equal([]);
  });

  it('of others tell no number to whom numbers are hidden', async () => {
    await save({ name: 'The fax', shared: '1', q: '0470 10 02 00' });
    await save({ name: 'Not 0470100201', shared: '1', overdue: '1' });
    const looker = person({ client: CLIENT, userId: 'leo', name: 'Leo', permissions: ['view'] });
    const named = async (who: Identity) => (await links(who)).filter(({ isShared }) => isShared).map(({ name, href }) => [name, href]);
    expect(await named(looker)).to.deep.equal([['Not ••• 201', '/?overdue=1']]);
    expect(await named(maria)).to.deep.equal([
      ['Not 0470100201', '/?overdue=1'],
      ['The fax', '/?q=0470%2010%2002%2000'],
    ]);
    for (const { id, isShared } of await links(maria))
      if (isShared) await deleteViewAction(parts).act({ ...asked(maria, { id: String(id) }), fields: {} } as never);
  });

  it('need a name', async () => {
    for (const name of ['', '   ', 'x'.repeat(101)]) expect(await save({ name }).catch((problem) => problem.status)).to.equal(400);
    expect(await readViews(CLIENT, seeded.db, 'maria')).to.have.length(1);
  });
});

describe('a view that is not saved', () => {
  const pages = useStanding(['01-direct-answered']);
  const refused = async (fields: Record<string, string>) => {
    const { status, text } = await pages.post('/views', fields, true);
    return [status, JSON.parse(text).text];
  };

  it('has a sentence that says why', async () => {
    expect((await pages.post('/views', { name: 'Everyone', shared: '1' }, true)).status).to.equal(200);
    const nobody = 'Give the view a name, of 100 characters at most.';
    for (const name of [' ', 'x'.repeat(101)]) expect(await refused({ name })).to.deep.equal([400, nobody]);
    pages.as({ userId: 'bram', permissions: ['view', 'work'] });
    const taken = 'Somebody else shares a view of this name: choose another name.';
    expect(await refused({ name: 'Everyone', shared: '1' })).to.deep.equal([409, taken]);
    for (let n = 0; n < MOST_VIEWS; n += 1) await pages.post('/views', { name: `View ${n}` }, true);
    const full = 'There are 50 views already: delete one first, or save over one under its name.';
    expect(await refused({ name: 'One more' })).to.deep.equal([409, full]);
  });

  it('says it in the reader’s language, on a page where there is no script', async () => {
    pages.as({ userId: 'bram', language: 'de', permissions: ['view', 'work'] });
    const { status, text } = await pages.post('/views', { name: 'Everyone', shared: '1' });
    expect(status).to.equal(409);
    expect(text).to.contain('Jemand anders teilt eine Ansicht dieses Namens: wählen Sie einen anderen Namen.');
  });
});
