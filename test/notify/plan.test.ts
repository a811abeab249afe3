import { expect } from 'chai';
import type { CallFact } from '../../shared/entry';
import { ANDREW, call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { type Office, officeOn, useOfficeDatabase } from './office';

/** The nth caller of a busy day. */
const caller = (n: number): string => `+3247000${String(1000 + n)}`;
const miss = (id: string, at: number, more: Partial<CallFact> = {}): CallFact => call('missed', id, at, more);

describe('Who is told at once', () => {
  const database = useOfficeDatabase();
  let office: Office;
  beforeEach(async () => {
    office = officeOn(database());
    await office.set({ notify_frequency: 'realtime', recipients: ['desk@shop.be'] }, NINE - DAY);
  });

  const tell = async (at: number): Promise<readonly string[]> => {
    await office.plan(at);
    return office.send(at);
  };

  it('one message an entry, however often the caller tries', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    expect(await tell(NINE + MINUTE)).to.deep.equal(['missed desk@shop.be 1']);
    await office.calls(NINE + 3 * MINUTE, miss('b', NINE + 2 * MINUTE), miss('c', NINE + 2 * MINUTE + 30));
    expect(await tell(NINE + 3 * MINUTE)).to.deep.equal([]);
    expect(await tell(NINE + DAY)).to.deep.equal([]);
  });

  it('nobody, when the caller got through before it was his turn', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    await office.calls(NINE + 2 * MINUTE, call('answered', 'b', NINE + MINUTE));
    expect(await tell(NINE + 2 * MINUTE)).to.deep.equal([]);
  });

  it('not again within five minutes, and then still', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    expect(await tell(NINE + MINUTE)).to.have.length(1);
    await office.calls(NINE + 2 * MINUTE, call('returned', 'b', NINE + MINUTE + 10), miss('c', NINE + MINUTE + 50));
    expect(await tell(NINE + 2 * MINUTE)).to.deep.equal([]);
    expect(await tell(NINE + 6 * MINUTE - 1)).to.deep.equal([]);
    expect(await tell(NINE + 6 * MINUTE)).to.deep.equal(['missed desk@shop.be 1']);
  });

  it('fifty an hour at most; the rest in one message when the hour is over', async () => {
    await office.set({ notify_max_per_hour: 5 }, NINE - DAY + 1);
    for (let n = 0; n < 22; n += 1) await office.calls(NINE + n, miss(`m${n}`, NINE + n - 60, { callerKey: caller(n) }));
    const sent = await tell(NINE + MINUTE);
    expect(sent).to.deep.equal([1, 2, 3, 4, 5].map((id) => `missed desk@shop.be ${id}`));
    expect(await tell(NINE + HOUR)).to.deep.equal([]);
    expect(await tell(NINE + HOUR + MINUTE)).to.deep.equal([`more desk@shop.be ${Array.from({ length: 17 }, (_, n) => n + 6).join(',')}`]);
  });

  it('in quiet hours nobody; one message when they end. VIP callers are told of at any hour', async () => {
    await office.set({ notify_quiet_hours: ['21:00', '07:00'], vip_numbers: ['0470 00 10 02'] }, NINE - DAY + 1);
    const night = NINE - DAY + 14 * HOUR;
    await office.calls(
      night,
      miss('a', night, { callerKey: caller(1) }),
      miss('b', night, { callerKey: caller(2) }),
      miss('c', night, { callerKey: caller(3) }),
    );
    expect(await tell(night + 1)).to.deep.equal(['missed desk@shop.be 2']);
    expect(await tell(NINE - 3 * HOUR - 1)).to.deep.equal([]);
    expect(await tell(NINE - 3 * HOUR)).to.deep.equal(['more desk@shop.be 1,3']);
  });

  it('at any hour of whoever stands in a contact group of VIPs', async () => {
    await office.set({ notify_quiet_hours: ['21:00', '07:00'], vip_contact_groups: ['Gold'] }, NINE - DAY + 1);
    const night = NINE - DAY + 14 * HOUR;
    await office.calls(night, miss('b', night, { callerKey: caller(2) }), miss('c', night, { callerKey: caller(3) }));
    expect(await tell(night + 1)).to.deep.equal(['missed desk@shop.be 2']);
  });

  it('each recipient of his part: by number, queue, phone; extensions and groups by their own mail', async () => {
    const queues = { queues: ['400'], ringGroups: [] } as Partial<CallFact>;
    const recipients = [
      { id: 'did', address: 'did@shop.be', dids: ['2'] },
      { id: 'phone', extension: '101', extensions: ['101'] },
      { id: 'team', group: 'Sales', dids: ['3'] },
      { id: 'nobody', extension: '105' },
      { id: 'later', address: 'later@shop.be', cadence: 'daily' as const },
      { id: 'never', address: 'never@shop.be', cadence: 'off' as const },
    ];
    await office.set({ recipients }, NINE);
    await office.calls(
      NINE + MINUTE,
      miss('a', NINE, { extensions: ['101'], ...queues }),
      miss('b', NINE, { did: '2', extensions: ['102'] }),
      miss('c', NINE, { did: '3', extensions: [] }),
    );
    const sent = await tell(NINE + MINUTE);
    expect(Array.from(sent).sort()).to.deep.equal([
      'missed david@shop.be 3',
      'missed did@shop.be 2',
      'missed maria@shop.be 1',
      'missed maria@shop.be 3',
    ]);
  });

  it('whoever was told learns that the caller was served after all, once', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    await tell(NINE + MINUTE);
    await office.calls(NINE + 2 * MINUTE, { ...call('answered', 'a', NINE) });
    expect(await tell(NINE + 2 * MINUTE)).to.deep.equal(['correction desk@shop.be 1']);
    expect(await tell(NINE + 3 * MINUTE)).to.deep.equal([]);
  });

  it('a message on its way while the verdict turns is put right too', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    await office.plan(NINE + MINUTE);
    await office.calls(NINE + 2 * MINUTE, { ...call('answered', 'a', NINE) });
    expect(await office.send(NINE + 2 * MINUTE)).to.deep.equal(['missed desk@shop.be 1']);
    expect(await tell(NINE + 3 * MINUTE)).to.deep.equal(['correction desk@shop.be 1']);
  });

  it('nobody twice when two daemons plan at once', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    await Promise.all([1, 2, 3, 4].map(() => office.plan(NINE + MINUTE)));
    expect(await office.send(NINE + MINUTE)).to.have.length(1);
  });

  it('nobody, while the client has switched the list off', async () => {
    await office.calls(NINE + MINUTE, miss('a', NINE));
    await office.set({ smart_missed_calls_enabled: false }, NINE + MINUTE);
    expect(await tell(NINE + 2 * MINUTE)).to.deep.equal([]);
  });
});

describe('The escalation', () => {
  const database = useOfficeDatabase();
  let office: Office;
  const NINE_TO_FIVE = [['09:00', '17:00']];
  const WEEK = { monday: NINE_TO_FIVE, tuesday: NINE_TO_FIVE };
  beforeEach(async () => {
    office = officeOn(database());
    const recipients = ['boss', 'oncall'].map((id) => ({ id, address: `${id}@shop.be`, cadence: 'off' as const }));
    const steps = [{ to: 'owner' }, { to: 'boss', after_minutes: 30 }, { to: 'oncall', after_minutes: 60 }];
    await office.set(
      { recipients, notify_escalation: steps, business_hours: WEEK, time_zone: 'UTC', response_target_minutes: 30 },
      NINE - DAY,
    );
  });

  /** Lets time pass a minute at a time; answers who was told, and when: minutes after nine. */
  const until = async (minutes: number, from = 0): Promise<readonly string[]> => {
    const told: string[] = [];
    for (let n = from; n <= minutes; n += 5) {
      await office.turn(NINE + n * MINUTE, (turn) => turn.tick());
      await office.plan(NINE + n * MINUTE);
      for (const one of await office.send(NINE + n * MINUTE)) told.push(`${n}: ${one}`);
    }
    return told;
  };

  it('tells the people whose phones rang, then the supervisor, then on-call, in business minutes', async () => {
    await office.calls(NINE, miss('a', NINE));
    expect(await until(120)).to.deep.equal([
      '30: escalation maria@shop.be 1',
      '30: escalation david@shop.be 1',
      '60: escalation boss@shop.be 1',
      '90: escalation oncall@shop.be 1',
    ]);
  });

  for (const [whose, userId, told] of [
    ['tells whoever took it on, whatever phones rang', 'user:8', ['david']],
    ['tells the phones that rang where the PBX knows no mail of whoever took it on', 'admin:root', ['maria', 'david']],
  ] as const) {
    it(whose, async () => {
      await office.calls(NINE, miss('a', NINE));
      await office.turn(NINE + 25 * MINUTE, (turn) => turn.ask({ type: 'claim', entryId: 1, by: { userId, admin: false } }));
      expect(await until(30)).to.deep.equal(told.map((name) => `30: escalation ${name}@shop.be 1`));
    });
  }

  it('tells the phones that rang when whoever took it on let his time pass', async () => {
    await office.calls(NINE, miss('a', NINE));
    await office.set({ claim_minutes: 10 }, NINE);
    await office.turn(NINE + 5 * MINUTE, (turn) => turn.ask({ type: 'claim', entryId: 1, by: { userId: 'user:8', admin: false } }));
    expect(await until(30)).to.have.length(2);
  });

  it('stands still overnight', async () => {
    const late = NINE + 7 * HOUR + 20 * MINUTE;
    await office.calls(late, miss('a', late));
    expect(await until(500, 460)).to.deep.equal(['470: escalation maria@shop.be 1', '470: escalation david@shop.be 1']);
    expect(await until(1500, 1400)).to.deep.equal(['1460: escalation boss@shop.be 1', '1490: escalation oncall@shop.be 1']);
  });

  it('ends when somebody called back, and gives a callback that nobody took its time', async () => {
    await office.calls(NINE, miss('a', NINE), miss('b', NINE, { callerKey: caller(2) }));
    expect(await until(35)).to.have.length(4);
    await office.calls(
      NINE + 40 * MINUTE,
      call('returned', 'c', NINE + 39 * MINUTE),
      call('attempted', 'd', NINE + 50 * MINUTE, { callerKey: caller(2) }),
    );
    expect(await until(120, 55)).to.deep.equal(['80: escalation boss@shop.be 2', '110: escalation oncall@shop.be 2']);
  });
});

describe('Digests', () => {
  const database = useOfficeDatabase();
  const utc = (text: string): number => Date.parse(text) / 1000;

  it('of a year come exactly once a recipient and period, with clock changes, a daemon that is down now and then, and two at once', async function () {
    this.timeout(60000);
    const office = officeOn(database());
    const start = utc('2026-01-01T12:00:00+01:00');
    const recipients = (['daily', 'weekly', 'monthly'] as const).map((cadence) => ({
      id: cadence,
      address: `${cadence}@shop.be`,
      cadence,
    }));
    await office.set({ recipients, notify_daily_at: '02:30', notify_monthly_day: 31, notify_empty_digests: true }, start);
    await office.plan(start);
    const end = utc('2027-01-01T12:00:00+01:00');
    let planned = 0;
    for (let at = start, n = 0; at <= end; n += 1) {
      // Looks every few hours; every 40th look two daemons look at once, every 25th the machine is off for 20 hours, over a due time.
      at += n % 25 === 24 ? 20 * HOUR : 5 * HOUR + 13 * MINUTE;
      const counts = await Promise.all((n % 40 === 0 ? [1, 2] : [1]).map(() => office.plan(at)));
      planned += counts.reduce((sum, one) => sum + one, 0);
    }
    const of = async (kind: string) =>
      await office.db.query('SELECT since_at, until_at FROM smc_deliveries WHERE client = ? AND recipient = ? ORDER BY id', [
        'default',
        kind,
      ]);
    const daily = await of('daily');
    expect([daily.length, (await of('weekly')).length, (await of('monthly')).length, planned]).to.deep.equal([365, 52, 12, 365 + 52 + 12]);
    for (const [n, row] of daily.entries())
      if (n > 0) expect(row.since_at, 'no moment is told twice, none is left out').to.equal(daily[n - 1]?.until_at);
  });

  for (const [day, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ] as const) {
    it(`hourly on ${day}: ${hours}`, async () => {
      const office = officeOn(database());
      const start = utc(`${day}T00:00:00+0${hours === 23 ? 1 : 2}:00`);
      await office.set({ recipients: ['a@b.be'], notify_frequency: 'hourly' }, start);
      let planned = 0;
      for (let n = 0; n <= hours * 60; n += 10) planned += await office.plan(start + n * MINUTE);
      expect(planned).to.equal(hours);
    });
  }

  it('begin with the next due time: neither a new recipient nor a changed time brings one at once', async () => {
    const office = officeOn(database());
    await office.set({ recipients: ['a@b.be'] }, NINE);
    expect(await office.plan(NINE)).to.equal(0);
    await office.set({ notify_daily_at: '12:00' }, NINE + 1);
    expect(await office.plan(NINE + 2)).to.equal(0);
    expect(await office.plan(NINE + 2 * HOUR - 1)).to.equal(0);
    expect(await office.plan(NINE + 2 * HOUR)).to.equal(1);
    await office.set({ recipients: [] }, NINE + DAY);
    expect(await office.plan(NINE + 2 * DAY)).to.equal(0);
  });

  it('missed by days come once, and tell of all since the last', async () => {
    const office = officeOn(database());
    await office.set({ recipients: ['a@b.be'] }, NINE);
    await office.plan(NINE);
    expect(await office.plan(NINE + 10 * DAY)).to.equal(1);
    const [message] = await office.journal();
    expect([message?.sinceAt, message?.untilAt]).to.deep.equal([NINE, NINE + 10 * DAY]);
  });

  it('tell nobody of what he was told before: entries told by a digest count as told', async () => {
    const office = officeOn(database());
    await office.calls(NINE, miss('a', NINE));
    await office.set({ recipients: ['a@b.be'] }, NINE);
    await office.plan(NINE);
    await office.plan(NINE + DAY);
    const at = NINE + DAY;
    const [id] = await office.db.query("SELECT id FROM smc_deliveries WHERE client = 'default'", []);
    await office.db.change("UPDATE smc_deliveries SET claimed_by = 'hand' WHERE client = 'default'");
    await office.turn(at, (turn) => turn.sent({ deliveryId: Number(id?.id), by: 'hand', detail: '', entryIds: [1] }));
    await office.calls(at + 2, { ...call('answered', 'a', NINE), callerKey: ANDREW });
    await office.plan(at + 3);
    expect(await office.send(at + 3)).to.deep.equal(['correction a@b.be 1']);
  });

  it('wait for the end of quiet hours', async () => {
    const office = officeOn(database());
    await office.set({ recipients: ['a@b.be'], notify_daily_at: '08:00', notify_quiet_hours: ['21:00', '09:30'] }, NINE);
    await office.plan(NINE);
    expect(await office.plan(NINE + DAY - 2 * HOUR)).to.equal(0);
    expect(await office.plan(NINE + DAY - 30 * MINUTE)).to.equal(1);
    expect(await office.plan(NINE + DAY)).to.equal(0);
  });
});
