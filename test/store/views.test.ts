import { expect } from 'chai';
import type { Database } from '../../service/store/database';
import { forgetCaller } from '../../service/store/forget';
import { deleteView, MOST_VIEWS, readViews, saveView } from '../../service/store/views';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { numberPlan } from '../../shared/phone/plan';
import { NINE } from '../entries/story';
import { useShop } from './shop';

describe('Named ways to look at the list', () => {
  const shop = useShop();
  let db: Database;

  beforeEach(async () => {
    db = await shop.migrated();
  });

  const save = (name: string, more: { query?: string; isShared?: boolean; userId?: string; admin?: boolean } = {}) =>
    saveView('default', db, { name, query: 'owner=me', isShared: false, userId: 'anna', at: NINE, ...more });
  const names = async (userId: string) => (await readViews('default', db, userId)).map(({ name }) => name);

  it('are their owner’s, or everybody’s', async () => {
    await save('Mine');
    await save('Sales today', { isShared: true });
    await save('Of Bram', { userId: 'bram' });
    expect(await names('anna')).to.deep.equal(['Mine', 'Sales today']);
    expect(await names('bram')).to.deep.equal(['Of Bram', 'Sales today']);
    expect(await readViews('another client', db, 'anna')).to.deep.equal([]);
  });

  it('are saved over under the same name, and keep their number', async () => {
    const id = await save('Mine');
    expect(await save('Mine', { query: 'overdue=1' })).to.equal(id);
    expect(await save('Mine', { isShared: true })).to.not.equal(id);
    expect((await readViews('default', db, 'anna')).map(({ query, isShared }) => [query, isShared])).to.deep.equal([
      ['overdue=1', false],
      ['owner=me', true],
    ]);
  });

  it('that are shared are saved over by who saved them or an administrator', async () => {
    const id = await save('Shared', { isShared: true });
    expect(await save('Shared', { isShared: true, userId: 'bram', query: 'overdue=1' })).to.equal('taken');
    expect((await readViews('default', db, 'anna'))[0]).to.include({ query: 'owner=me', savedBy: 'anna' });
    expect(await save('Shared', { isShared: true, userId: 'bram', admin: true, query: 'overdue=1' })).to.equal(id);
    expect((await readViews('default', db, 'anna'))[0]).to.include({ query: 'overdue=1', savedBy: 'bram' });
  });

  it('are deleted by their owner, shared ones by who saved them or an administrator', async () => {
    const mine = Number(await save('Mine'));
    const shared = Number(await save('Shared', { isShared: true }));
    const gone = (id: number, userId: string, admin = false) => deleteView('default', db, id, { userId, admin });
    expect([await gone(mine, 'bram'), await gone(mine, 'bram', true), await gone(shared, 'bram')]).to.deep.equal([false, false, false]);
    expect([await gone(mine, 'anna'), await gone(shared, 'bram', true), await gone(shared, 'anna')]).to.deep.equal([true, true, false]);
    expect(await names('anna')).to.deep.equal([]);
  });

  it('are so many and no more', async () => {
    for (let n = 0; n < MOST_VIEWS; n += 1) await save(`View ${n}`);
    expect(await save('One more')).to.equal('full');
    expect(await save('View 7', { query: 'q=x' })).to.be.a('number');
    expect(await save('Of Bram', { userId: 'bram' })).to.be.a('number');
  });

  it('go with a caller they are named after or look for', async () => {
    await save('Mine');
    await save('The man with 0470/10.42.42', { isShared: true });
    await save('Him', { query: 'q=%2B32%20470%2010%2042%2042' });
    await save('Broken', { query: 'q=%E0%A4%A' });
    const plan = numberPlan({ ...EMPTY_DIRECTORY, country: 'BE' });
    await forgetCaller('default', db, { number: '0470104242', plan, zone: 'UTC', now: NINE, userId: 'cli' });
    expect(await names('anna')).to.deep.equal(['Broken', 'Mine']);
  });
});
