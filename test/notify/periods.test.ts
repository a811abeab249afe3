import { expect } from 'chai';
import { nextDue, type Schedule, scheduleOf, scheduleText } from '../../service/notify/periods';
import { quietUntil } from '../../service/notify/quiet';
import type { Cadence } from '../../shared/notify-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import { zoneOffset } from '../../shared/zone';

const BRUSSELS = 'Europe/Brussels';
const utc = (text: string): number => Date.parse(text) / 1000;
/** `2026-03-29 08:00`, as the clock on the wall shows it. */
const wall = (at: number, zone = BRUSSELS): string =>
  new Date((at + zoneOffset(zone, at)) * 1000).toISOString().slice(0, 16).replace('T', ' ');

function schedule(cadence: Cadence, settings: Partial<Settings> = {}, zone = BRUSSELS): Schedule {
  return scheduleOf(cadence, { ...DEFAULT_SETTINGS, ...settings }, zone) as Schedule;
}

/** Every due time of a span, found as the daemon finds them: from the last to the next. */
function dues(one: Schedule, from: string, to: string): number[] {
  const found: number[] = [];
  for (let at = nextDue(one, utc(from)); at !== null && at < utc(to); at = nextDue(one, at)) found.push(at);
  return found;
}

const YEAR = ['2026-01-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00'] as const;

describe('When a digest is due', () => {
  it('daily: at the same time on the wall on each day of a year, over both clock changes', () => {
    const walls = dues(schedule('daily'), ...YEAR).map((at) => wall(at));
    expect(walls).to.have.length(365);
    expect(new Set(walls.map((text) => text.slice(11)))).to.deep.equal(new Set(['08:00']));
    expect(new Set(walls.map((text) => text.slice(0, 10))).size).to.equal(365);
  });

  it('daily at a time the clock change skips: once on that day, after the change', () => {
    const walls = dues(schedule('daily', { notify_daily_at: '02:30' }), '2026-03-28T00:00:00+01:00', '2026-03-31T00:00:00+02:00').map(
      (at) => wall(at),
    );
    expect(walls).to.deep.equal(['2026-03-28 02:30', '2026-03-29 03:30', '2026-03-30 02:30']);
  });

  it('daily at a time that occurs twice: once on that day, the first time', () => {
    const due = dues(schedule('daily', { notify_daily_at: '02:30' }), '2026-10-24T00:00:00+02:00', '2026-10-27T00:00:00+01:00');
    expect(due.map((at) => wall(at))).to.deep.equal(['2026-10-24 02:30', '2026-10-25 02:30', '2026-10-26 02:30']);
    expect(due[1]).to.equal(utc('2026-10-25T02:30:00+02:00'));
  });

  it('hourly: every real hour has one, also the 23 and the 25 of the days of change', () => {
    expect(dues(schedule('hourly'), '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:01+02:00')).to.have.length(23);
    expect(dues(schedule('hourly'), '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:01+01:00')).to.have.length(25);
    const kathmandu = nextDue(schedule('hourly', {}, 'Asia/Kathmandu'), utc('2026-05-05T05:05:05Z')) as number;
    expect(wall(kathmandu, 'Asia/Kathmandu')).to.equal('2026-05-05 11:00');
  });

  it('weekly: on its day, 52 times a year', () => {
    const walls = dues(schedule('weekly', { notify_weekly_day: 7 }), ...YEAR);
    expect(walls).to.have.length(52);
    for (const at of walls) expect(new Date((at + zoneOffset(BRUSSELS, at)) * 1000).getUTCDay()).to.equal(0);
  });

  it('monthly on the 31st: on the last day of shorter months', () => {
    const days = dues(schedule('monthly', { notify_monthly_day: 31 }), ...YEAR).map((at) => wall(at).slice(5, 10));
    expect(days.join(' ')).to.equal('01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31');
    expect(
      dues(schedule('monthly', { notify_monthly_day: 30 }), '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z').map((at) => wall(at)),
    ).to.deep.equal(['2028-02-29 08:00']);
  });

  it("on working days only: Monday's is the first after Friday's, and a holiday has none", () => {
    const office = { business_hours: { monday: [['09:00', '17:00']], friday: [['09:00', '12:00']] }, holidays: ['2026-11-23'] };
    const days = dues(schedule('daily', { ...office, notify_working_days_only: true }), '2026-11-16T00:00:00Z', '2026-12-01T00:00:00Z').map(
      (at) => wall(at).slice(5, 10),
    );
    expect(days).to.deep.equal(['11-16', '11-20', '11-27', '11-30']);
  });

  it('never, where the office never opens', () => {
    expect(nextDue(schedule('daily', { business_hours: {}, notify_working_days_only: true }), utc('2026-01-01T00:00:00Z'))).to.equal(null);
  });

  for (const zone of ['America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Asia/Gaza', '+05:45']) {
    it(`keeps every period apart from the next in ${zone}, at whatever minute`, () => {
      for (const at of ['00:00', '00:30', '01:59', '02:00', '23:59']) {
        const found = dues(schedule('daily', { notify_daily_at: at }, zone), '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
        expect(found.length).to.be.within(364, 366);
        for (const [n, one] of found.entries()) if (n > 0) expect(one - (found[n - 1] as number)).to.be.within(82800 - 3600, 90000 + 3600);
      }
    });
  }

  it('is reckoned anew when its schedule says something else, and only then', () => {
    const texts = (['hourly', 'daily', 'weekly', 'monthly'] as const).map((cadence) => scheduleText(schedule(cadence)));
    expect(texts).to.deep.equal([
      'hourly',
      'daily 08:00 Europe/Brussels',
      'weekly 1 08:00 Europe/Brussels',
      'monthly 1 08:00 Europe/Brussels',
    ]);
    expect(scheduleText(schedule('hourly', { notify_daily_at: '09:00' }))).to.equal('hourly');
    expect(scheduleOf('off', DEFAULT_SETTINGS, 'UTC')).to.equal(null);
    expect(scheduleOf('realtime', DEFAULT_SETTINGS, 'UTC')).to.equal(null);
  });
});

describe('Quiet hours', () => {
  const night = ['21:00', '07:00'];
  it('last over midnight, to the minute', () => {
    const until = (text: string): string | null => {
      const end = quietUntil(night, BRUSSELS, utc(text));
      return end === null ? null : wall(end);
    };
    expect(until('2026-11-21T20:59:59+01:00')).to.equal(null);
    expect(until('2026-11-21T21:00:00+01:00')).to.equal('2026-11-22 07:00');
    expect(until('2026-11-22T03:00:00+01:00')).to.equal('2026-11-22 07:00');
    expect(until('2026-11-22T07:00:00+01:00')).to.equal(null);
  });

  it('end at their time on the wall when the clock changes under them', () => {
    expect(wall(quietUntil(night, BRUSSELS, utc('2026-03-28T23:00:00+01:00')) as number)).to.equal('2026-03-29 07:00');
    expect(wall(quietUntil(night, BRUSSELS, utc('2026-10-24T23:00:00+02:00')) as number)).to.equal('2026-10-25 07:00');
  });

  it('can lie within a day, and there may be none', () => {
    expect(quietUntil(['12:00', '13:00'], 'UTC', utc('2026-11-21T12:30:00Z'))).to.equal(utc('2026-11-21T13:00:00Z'));
    expect(quietUntil(['12:00', '13:00'], 'UTC', utc('2026-11-21T13:30:00Z'))).to.equal(null);
    expect(quietUntil(null, 'UTC', 0)).to.equal(null);
  });
});
