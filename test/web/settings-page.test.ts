import { expect } from 'chai';
import { readSettingsHistory } from '../../service/store/settings-history';
import { readSettings } from '../../service/store/settings-store';
import { allFields, fieldsOf, GROUPS, type SettingGroup } from '../../service/web/setting-fields';
import { SETTING_NAMES } from '../../shared/settings';
import { CLIENT } from './seeded';
import { useStanding } from './standing';

const HOSTILE = '<script>alert(1)</script>"\u202e\u{1F600}';

/** What a browser would send of a page's form, as it stands. */
function formIn(text: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const decode = (said: string) =>
    said
      .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
  const add = (name: string, value: string) => {
    fields[name] = (fields[name] || []).concat(decode(value));
  };
  const form = /<form class="smc-form"[\s\S]*?<\/form>/.exec(text);
  const html = form === null ? '' : form[0];
  for (const [tag] of allMatches(html, /<input [^>]*>/g)) {
    const attribute = (name: string) => (new RegExp(` ${name}="([^"]*)"`).exec(tag as string) || [])[1];
    const isTick = /type="(?:checkbox|radio)"/.test(tag as string);
    if (isTick && !/ checked/.test(tag as string)) continue;
    add(attribute('name') as string, attribute('value') === undefined ? 'on' : (attribute('value') as string));
  }
  for (const [, name, value] of allMatches(html, /<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g))
    add(name as string, value as string);
  for (const [, name, options] of allMatches(html, /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /value="([^"]*)" selected/.exec(options as string) || /value="([^"]*)"/.exec(options as string);
    add(name as string, chosen === null ? '' : (chosen[1] as string));
  }
  return fields;
}

function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let one = pattern.exec(text); one !== null; one = pattern.exec(text)) found.push(one);
  return found;
}

describe('the pages of the settings', () => {
  const pages = useStanding(['15-queue-abandon']);
  const settings = () => readSettings(CLIENT, pages.seeded().db);
  const pathOf = (group: SettingGroup) => `/settings/${group}`;

  /** Opens a group, types, and sends it. */
  const save = async (group: SettingGroup, typed: Readonly<Record<string, string | readonly string[] | null>>, json = false) => {
    const fields = formIn((await pages.get(pathOf(group))).text);
    for (const name of Object.keys(typed)) {
      const value = typed[name];
      if (value === null || value === undefined) delete fields[name];
      else fields[name] = typeof value === 'string' ? [value] : value.slice();
    }
    return pages.postMany(pathOf(group), fields, json);
  };

  it('show every setting with its name and its help', async () => {
    for (const group of GROUPS) {
      const { text, status } = await pages.get(pathOf(group));
      expect(status, group).to.equal(200);
      for (const { name } of fieldsOf(group)) expect(text, name).to.contain(`smc-set-${name}`);
      expect(text).to.not.contain('setting.').and.not.contain('unit.');
    }
    expect(allFields().map(({ name }) => name)).to.deep.equal(SETTING_NAMES.slice());
  });

  it('change nothing when a form is sent as it came', async () => {
    const before = await settings();
    for (const group of GROUPS) {
      const answer = await save(group, {});
      expect([group, answer.status, answer.headers.location]).to.deep.equal([
        group,
        303,
        `/settings${group === 'list' ? '' : `/${group}`}?saved=0`,
      ]);
    }
    expect(await settings()).to.deep.equal(before);
    expect(await readSettingsHistory(CLIENT, pages.seeded().db, null)).to.deep.equal([]);
  });

  it('keep what is typed from now on, with who changed it from what to what', async () => {
    const answer = await save('list', { claim_minutes: '45', allow_manual_resolve: null });
    expect(answer.headers.location).to.equal('/settings?saved=1');
    expect(await settings()).to.include({ claim_minutes: 45, allow_manual_resolve: false });
    expect((await pages.get('/settings?saved=1')).text).to.contain('Saved. It holds for calls from now on.');
    const history = (await pages.get('/settings/history')).text;
    expect(history).to.match(/<bdi>[Aa]nna<\/bdi><\/td><td>A claim holds for<\/td>[\s\S]*?30 minutes[\s\S]*?45 minutes/);
    expect(history).to.match(/People may resolve entries by hand<\/td>[\s\S]*?on[\s\S]*?off/);
  });

  it('take opening times, holidays and numbers as people write them', async () => {
    await save('hours', {
      'business_hours.open': 'hours',
      'business_hours.monday': '9:00-12:30, 13:30 – 18:00',
      holidays: '12-25\n2026-05-01\n\n12-25',
      response_target_minutes: '',
    });
    expect(await settings()).to.deep.include({
      business_hours: {
        monday: [
          ['09:00', '12:30'],
          ['13:30', '18:00'],
        ],
      },
      holidays: ['12-25', '2026-05-01'],
      response_target_minutes: null,
    });
    expect((await pages.get('/settings/hours')).text)
      .to.contain('09:00–12:30, 13:30–18:00')
      .and.contain('12-25\n2026-05-01');
    await save('counting', { probe_numbers: '0470 12 34 56\r\n+32 2 555 01 02' });
    expect((await settings()).probe_numbers).to.deep.equal(['0470 12 34 56', '+32 2 555 01 02']);
    const [did] = pages.seeded().directory.dids;
    await save('counting', { left_out_dids: [String(did?.number), '999'] });
    const { text } = await pages.get('/settings/counting');
    expect(text).to.match(new RegExp(`name="left_out_dids" value="${did?.number}" checked`));
    expect((await settings()).left_out_dids).to.deep.equal([did?.number, '999']);
  });

  it('take people to tell without anybody writing JSON', async () => {
    await save('recipients', { 'recipients.0.address': 'maria@example.org' });
    expect((await settings()).recipients).to.have.length(1);
    await save('recipients', {
      'recipients.1.name': 'Dévid P.',
      'recipients.1.address': 'david@example.org',
      'recipients.1.queues': '400',
    });
    const [, david] = (await settings()).recipients as readonly { id: string; queues: string[] }[];
    expect([david?.id, david?.queues]).to.deep.equal(['devid-p', ['400']]);
    await save('recipients', { 'recipients.0.remove': 'on' });
    expect((await settings()).recipients.map((one) => (typeof one === 'string' ? one : one.id))).to.deep.equal(['devid-p']);
    expect((await pages.get('/settings/history')).text).to.contain('+ Dévid P.');
  });

  for (const [group, typed, at, sentence] of [
    ['list', { claim_minutes: '0' }, 'claim_minutes', 'Too small: at least 1.'],
    ['list', { claim_minutes: '99999' }, 'claim_minutes', 'Too large: at most 10,080.'],
    ['list', { claim_minutes: 'soon' }, 'claim_minutes', 'Write a whole number.'],
    ['list', { claim_minutes: '' }, 'claim_minutes', 'This is needed.'],
    ['list', { time_zone: 'Europe/Bruxelles' }, 'time_zone', 'known to nobody'],
    ['hours', { holidays: '12-25\n25 December' }, 'holidays', '“25 December” is not written'],
    [
      'hours',
      { 'business_hours.open': 'hours', 'business_hours.friday': 'nine to five' },
      'business_hours-friday',
      '“nine to five” cannot be read',
    ],
    ['hours', { 'business_hours.open': 'hours', 'business_hours.friday': '18:00–09:00' }, 'business_hours-friday', 'It closes at 09:00'],
    ['hours', { 'business_hours.open': 'hours', 'business_hours.monday': '' }, 'business_hours', 'No day has times'],
    ['messages', { notify_frequency: 'sometimes' }, 'notify_frequency', 'Choose one of the list.'],
    ['recipients', { 'recipients.0.address': 'nobody' }, 'recipients-0-address', 'is no mail address'],
    ['channels', { 'notify_channels.0.id': 'UPPER', 'notify_channels.0.kind': 'smtp' }, 'notify_channels-0-id', '“UPPER” is not written'],
  ] as const) {
    it(`say beside the field what is wrong with ${JSON.stringify(typed)}, and keep what was typed`, async () => {
      const before = await settings();
      const answer = await save(group, typed);
      expect(answer.status).to.equal(422);
      expect(answer.text).to.match(new RegExp(`id="smc-set-${at}-fault">[^<]*${sentence.replace(/[.?]/g, '\\$&')}`));
      const [last] = Object.keys(typed).slice(-1) as string[];
      if (group !== 'messages') expect(answer.text).to.contain((typed as Record<string, string>)[last as string]);
      expect(await settings()).to.deep.equal(before);
      const told = await save(group, typed, true);
      expect(told.status).to.equal(422);
      expect(JSON.stringify(JSON.parse(told.text).faults)).to.contain(sentence.slice(0, 12));
    });
  }

  it('never write over what somebody else changed meanwhile, and lose nothing that was typed', async () => {
    const old = formIn((await pages.get('/settings')).text);
    await save('list', { claim_minutes: '50' });
    const answer = await pages.postMany('/settings/list', { ...old, claim_minutes: ['60'] });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('Somebody else changed these settings').and.contain('value="60"');
    expect((await settings()).claim_minutes).to.equal(50);
    await pages.postMany('/settings/list', formIn(answer.text));
    expect((await settings()).claim_minutes).to.equal(60);
  });

  it('are for those who may change settings, each of his own client', async () => {
    pages.as({ permissions: ['view', 'work', 'admin'] });
    for (const path of ['/settings', '/settings/hours', '/settings/history', '/settings/permissions', '/settings/pbx']) {
      expect((await pages.get(path)).status, path).to.equal(403);
    }
    expect((await pages.post('/settings/list', { claim_minutes: '5' })).status).to.equal(403);
    expect((await pages.get('/')).text).to.not.contain('href="/settings"');
    pages.as({ client: 'other' });
    expect((await pages.get('/settings')).text).to.match(/name="claim_minutes" value="30"/);
    expect((await pages.get('/settings/history')).text).to.contain('Nobody has changed a setting yet.');
    expect((await pages.get('/settings/nothing')).status).to.equal(404);
  });

  it('show hostile words as words', async () => {
    await save('counting', { blocked_numbers: HOSTILE });
    for (const path of ['/settings/counting', '/settings/history']) {
      const { text } = await pages.get(path);
      expect(text, path).to.contain('&lt;script&gt;alert(1)').and.contain('\u{1F600}').and.not.contain('<script>alert');
    }
  });

  it('show who may do what, and what the PBX told us', async () => {
    expect((await pages.get('/settings/permissions')).text)
      .to.contain('see callers’ numbers in full')
      .and.contain('user management');
    const { text } = await pages.get('/settings/pbx');
    for (const { number } of pages.seeded().directory.dids) expect(text).to.contain(number);
    for (const { endpoint } of pages.seeded().directory.trunks) expect(text).to.contain(endpoint);
  });
});
