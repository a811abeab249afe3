import { expect } from 'chai';
import { NOW, useFeedBed } from '../support/feed-bed';
import { cdrRow, celRow, id } from '../support/feed-rows';

const DAY = 86400;

describe('a feed', function () {
  this.timeout(30000);
  const bed = useFeedBed();
  const { add, look, feed: feedOf } = bed;
  const rowOf = (table: 'cdr' | 'cel') => (table === 'cdr' ? cdrRow : celRow);

  for (const table of ['cdr', 'cel'] as const) {
    const row = rowOf(table);

    it(`of ${table} tells what is new and nothing twice`, async () => {
      const feed = feedOf(table);
      expect((await look(feed)).ids).to.deep.equal([]);
      await add(table, [row(NOW - 10), row(NOW - 5)]);
      expect((await look(feed)).ids).to.deep.equal([id(NOW - 10), id(NOW - 5)]);
      expect((await look(feed, NOW + 30)).ids).to.deep.equal([]);
      await add(table, [row(NOW + 20)]);
      expect((await look(feed, NOW + 60)).ids).to.deep.equal([id(NOW + 20)]);
    });

    it(`of ${table} tells again what a failed turn was told`, async () => {
      const feed = feedOf(table);
      await add(table, [row(NOW - 5)]);
      await look(feed);
      await add(table, [row(NOW)]);
      for (let times = 0; times < 3; times += 1) expect((await look(feed, NOW + 10, false)).ids).to.deep.equal([id(NOW)]);
      expect((await look(feed, NOW + 10)).ids).to.deep.equal([id(NOW)]);
      expect((await look(feed, NOW + 10)).ids).to.deep.equal([]);
    });

    it(`of ${table} starts no earlier than it is told at its very first look, in any zone`, async () => {
      for (const zone of ['Europe/Brussels', 'America/St_Johns']) {
        await add(table, [row(NOW - 3 * DAY, zone), row(NOW - DAY - 60, zone), row(NOW - DAY + 60, zone), row(NOW - 60, zone)]);
        bed.cursor = undefined;
        expect((await look(feedOf(table))).ids, zone).to.deep.equal([id(NOW - DAY + 60), id(NOW - 60)]);
        await bed.sql(`TRUNCATE $.${table}`);
      }
    });

    it(`of ${table} catches up in batches, misses none, and comes to an end`, async () => {
      const starts = Array.from({ length: 95 }, (_, index) => NOW - 80000 + index * 800);
      await add(
        table,
        starts.map((at) => row(at)),
      );
      const feed = feedOf(table, 10);
      const ids: string[] = [];
      let looks = 0;
      for (let touched = await look(feed); ; touched = await look(feed)) {
        ids.push(...touched.ids);
        looks += 1;
        if (!touched.more) break;
        expect(looks).to.be.below(30);
      }
      expect(ids).to.deep.equal(starts.map(id));
    });

    it(`of ${table} reads only the rest after a restart, and a little again`, async () => {
      await add(table, [row(NOW - 40000), row(NOW - 10)]);
      await look(feedOf(table));
      await add(table, [row(NOW)]);
      expect((await look(feedOf(table), NOW + 5)).ids).to.include(id(NOW));
    });

    it(`of ${table} begins afresh with a cursor it does not understand`, async () => {
      await add(table, [row(NOW - 10)]);
      for (const strange of [null, 'x', 7, [], { id: 'many', readAt: 'never' }]) {
        bed.cursor = strange;
        expect((await look(feedOf(table))).ids, JSON.stringify(strange)).to.deep.equal([id(NOW - 10)]);
      }
    });

    it(`of ${table} sets rows aside that belong to no call`, async () => {
      await add(table, [{ ...row(NOW - 10), uniqueid: '', linkedid: '' }, row(NOW - 5)]);
      const { ids, unreadable } = await look(feedOf(table));
      expect(ids).to.deep.equal([id(NOW - 5)]);
      expect(unreadable).to.have.length(1);
      expect(unreadable[0]).to.include({ source: table, why: 'It has neither linkedid nor uniqueid, so it belongs to no call.' });
    });
  }

  it('of cel tells of a row whose transaction was committed after younger ones', async () => {
    const feed = feedOf('cel');
    await add('cel', [celRow(NOW - 5)]);
    await look(feed);
    await add('cel', [celRow(NOW - 4), celRow(NOW - 3)]);
    await bed.sql(`DELETE FROM $.cel WHERE id = 2`);
    expect((await look(feed)).ids).to.deep.equal([id(NOW - 3)]);
    await bed.sql(`INSERT INTO $.cel SELECT 2, eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid, exten, context,
      channame, appname, appdata, amaflags, accountcode, '${id(NOW - 4)}', '${id(NOW - 4)}', peer, userdeftype, extra FROM $.cel WHERE id = 3`);
    expect((await look(feed)).ids).to.deep.equal([id(NOW - 4)]);
  });

  it('of cel begins its last day afresh when the table was emptied and filled again', async () => {
    const feed = feedOf('cel');
    await add('cel', [celRow(NOW - 9), celRow(NOW - 8), celRow(NOW - 7)]);
    await look(feed);
    await bed.sql(`TRUNCATE $.cel`);
    expect((await look(feed)).ids).to.deep.equal([]);
    await add('cel', [celRow(NOW - 2)]);
    expect((await look(feed)).ids).to.deep.equal([id(NOW - 2)]);
  });

  it('of cel tells what has the ids of rows that a backup did not bring back', async () => {
    const feed = feedOf('cel');
    await add('cel', [celRow(NOW - 900), celRow(NOW - 890), celRow(NOW - 880)]);
    await look(feed);
    await look(feed);
    await bed.sql('DELETE FROM $.cel WHERE id >= 2');
    await bed.sql('ALTER TABLE $.cel AUTO_INCREMENT = 2');
    await add('cel', [celRow(NOW - 20), celRow(NOW - 10), celRow(NOW - 5)]);
    expect((await look(feed)).ids).to.include.members([id(NOW - 20), id(NOW - 10), id(NOW - 5)]);
  });

  it('of cdr tells of a call of many hours, whose rows land with the time of its start', async () => {
    const feed = feedOf('cdr');
    for (let now = NOW; now < NOW + 7 * 3600; now += 60) await look(feed, now);
    await add('cdr', [cdrRow(NOW + 60)]);
    const told: string[] = [];
    for (let now = NOW + 7 * 3600; now <= NOW + 8 * 3600; now += 60) told.push(...(await look(feed, now)).ids);
    expect(told).to.deep.equal([id(NOW + 60)]);
  });

  it('of cdr hears of today when the clock of the PBX was a day ahead', async () => {
    const feed = feedOf('cdr');
    await look(feed, NOW + DAY);
    await add('cdr', [cdrRow(NOW - 5)]);
    expect((await look(feed, NOW)).ids).to.deep.equal([id(NOW - 5)]);
  });

  it('of cdr tells calls of one second apart where no uniqueid is kept', async () => {
    const rows = [id(NOW), `${NOW}.2`].map((linkedid) => ({ ...cdrRow(NOW), uniqueid: '', linkedid }));
    await add('cdr', rows);
    expect((await look(feedOf('cdr'), NOW + 5)).ids).to.deep.equal([id(NOW), `${NOW}.2`]);
  });

  for (const [title, from, to] of [
    ['begins to stamp its CDR in UTC', 'Asia/Shanghai', 'UTC'],
    ['is moved west', 'Europe/Brussels', 'America/New_York'],
  ] as const) {
    it(`of cdr finds calls at once when the PBX ${title}, but in the first hour`, async () => {
      const feed = feedOf('cdr');
      await add(
        'cdr',
        Array.from({ length: 60 }, (_, index) => cdrRow(NOW - 60 * (60 - index), from)),
      );
      await look(feed);
      const late: number[] = [];
      for (let now = NOW + 600; now < NOW + 8000; now += 600) {
        await add('cdr', [cdrRow(now - 10, to)]);
        for (let later = 30; later <= 600; later += 30) {
          for (const told of (await look(feed, now + later)).ids) late.push(now + later - Number(told.split('.')[0]));
        }
      }
      expect(late).to.have.length(13);
      expect(late.filter((seconds) => seconds > 60).length).to.be.below(7);
      expect(late.slice(-6)).to.deep.equal([40, 40, 40, 40, 40, 40]);
    });
  }
});
