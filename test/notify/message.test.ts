import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Message } from '../../service/notify/channels/contract';
import { compose } from '../../service/notify/compose';
import { pageLink } from '../../service/notify/links';
import { tellDue } from '../../service/notify/notifier';
import { apart, tame } from '../../service/notify/plain';
import { planningOf } from '../../service/notify/planning';
import type { CallFact } from '../../shared/entry';
import type { Settings } from '../../shared/settings';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { DIRECTORY } from './directory';
import { startMailServer } from './mail-server';
import { type Office, officeOn, useOfficeDatabase } from './office';
import { worldOn } from './world';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: line ends stand between the lines of a head
const ASCII_HEAD = /^[\x09\x0d\x0a\x20-\x7e]*?\r\n\r\n/;

const caller = (n: number): string => `+3247000${String(1000 + n)}`;

describe('What a message says', () => {
  const database = useOfficeDatabase();
  let office: Office;
  beforeEach(() => {
    office = officeOn(database());
  });

  /** The messages that are due, as their readers get them; null for one that is not sent. */
  const composed = async (at: number): Promise<readonly (Message | null)[]> => {
    const world = worldOn(database());
    const planning = await planningOf('default', database(), DIRECTORY, at);
    const due = (await office.journal()).filter(({ state }) => state === 'due').reverse();
    const all: (Message | null)[] = [];
    for (const delivery of due) {
      const one = await compose(world, planning, delivery);
      all.push(one === 'nothing' || 'drop' in one ? null : one.message);
    }
    return all;
  };
  const miss = (id: string, at: number, more: Partial<CallFact> = {}) => call('missed', id, at, more);

  it('of one caller: who, how often, where, when on the reader’s clock, why, and a number to tap', async () => {
    const recipients = [
      { id: 'a', address: 'a@b.be', cadence: 'realtime' as const },
      { id: 'b', address: 'b@b.be', cadence: 'realtime' as const, time_zone: 'America/New_York' },
    ];
    await office.set({ recipients, notify_base_url: 'https://pbx/smc/' }, NINE);
    await office.calls(NINE + MINUTE, miss('a', NINE - 11 * MINUTE), miss('b', NINE - 2 * MINUTE));
    await office.plan(NINE + MINUTE);
    const [here, there] = await composed(NINE + MINUTE);
    expect(here?.title).to.equal('Missed: Andrew (Sales)');
    expect(here?.text).to.equal(
      [
        ...[
          'Missed: Andrew (Sales)',
          '',
          'Andrew 0470 10 42 42 ×2',
          '  Sales, 09:49 – 09:58, rang 20 s, nobody took it',
          '  Call 0470 10 42 42',
        ],
        ...[
          '  https://pbx/smc/entries/1',
          '',
          'Open the list: https://pbx/smc/',
          '',
          `No more of these messages: ${here?.unsubscribe}`,
          '',
        ],
      ].join('\n'),
    );
    expect(there?.text).to.contain('Sales, 03:49 – 03:58,');
    for (const part of ['<a href="tel:+32470104242">Call 0470 10 42 42</a>', '<a href="https://pbx/smc/entries/1">Show</a>', '×2'])
      expect(here?.html).to.contain(part);
    expect(here?.html)
      .to.contain('prefers-color-scheme: dark')
      .and.contain('width=device-width')
      .and.not.match(/<img|<script|\ssrc=|url\(/);
    expect(here?.json).to.deep.include({
      version: 1,
      kind: 'missed',
      client: 'default',
      recipient: 'a',
      link: 'https://pbx/smc/entries/1',
    });
    expect(((here as Message).json as { entries: readonly object[] }).entries[0]).to.deep.include({
      caller_e164: '+32470104242',
      missed_count: 2,
      first_missed_at: '2026-03-02T08:49:00Z',
    });
  });

  it('of a day: who still waits, those after hours apart, what was served by whom and how soon', async () => {
    const week = { monday: [['09:00', '17:00']], tuesday: [['09:00', '17:00']] };
    await office.set({ recipients: ['a@b.be'], business_hours: week, response_target_minutes: null }, NINE - HOUR);
    await office.plan(NINE - HOUR);
    const served = (n: number, minutes: number, by: Partial<CallFact>) => [
      miss(`s${n}`, NINE, { callerKey: caller(n) }),
      call('returned', `r${n}`, NINE + minutes * MINUTE, { callerKey: caller(n), ...by }),
    ];
    await office.calls(
      NINE + 5 * HOUR,
      ...served(1, 5, { extensions: ['101'] }),
      ...served(2, 9, { extensions: ['101'] }),
      ...served(3, 10, { extensions: ['102'] }),
      ...served(4, 40, { kind: 'answered', did: '3225550101' }),
      miss('w1', NINE + HOUR, { callerKey: caller(5), callerName: 'Andrew Pope' }),
      miss('w2', NINE + HOUR, { callerKey: caller(5), callerName: 'Andrew Pope' }),
      miss('w3', NINE + 2 * HOUR, { callerKey: caller(6), callerName: '', routeLabel: 'Reception' }),
    );
    const night = NINE + 14 * HOUR;
    await office.calls(night + MINUTE, miss('n', night, { callerKey: 'anonymous', callerNumber: '', callerName: '' }));
    const at = NINE + DAY - 2 * HOUR;
    await office.plan(at);
    const [digest] = await composed(at);
    expect(digest?.title).to.equal('3 callers are still waiting (Sales, Reception)');
    expect(digest?.text).to.match(
      /\nStill waiting\n\nAndrew Pope 0470 00 10 05 ×2\n {2}Sales, yesterday 11:00.*\n.*\n\n0470 00 10 06\n[\s\S]*\nCalled outside business hours\n\nwithheld number\n/,
    );
    expect(digest?.text).to.contain('Served since yesterday 09:00: 4 of 7 (median 9 min): Maria 2, David 1, callers who came back 1.');
    expect(digest?.brief.split('\n')).to.have.length(4);
    expect(digest?.unsubscribe).to.equal(null);
  });

  it('of a part of the list: only the recipient’s', async () => {
    await office.set(
      {
        recipients: [
          { id: 'a', address: 'a@b.be', dids: ['2'] },
          { id: 'b', address: 'b@b.be', dids: ['3'] },
        ],
      },
      NINE - DAY,
    );
    await office.plan(NINE - DAY);
    await office.calls(NINE, miss('a', NINE - HOUR, { did: '2', callerName: 'Zoë' }), miss('b', NINE - HOUR, { callerName: 'Yves' }));
    await office.plan(NINE + DAY);
    const [a, b] = await composed(NINE + DAY);
    expect(a?.title).to.equal('1 caller is still waiting (Sales)');
    expect(a?.text).to.contain('Zoë').and.not.contain('Yves');
    expect(b, 'an empty digest is not sent').to.equal(null);
  });

  it('of nothing to whoever is no recipient any more: his digest would hold the whole list', async () => {
    const recipients = [
      { id: 'a', address: 'a@b.be', dids: ['2'] },
      { id: 'b', address: 'b@b.be' },
    ];
    await office.set({ recipients }, NINE - DAY);
    await office.plan(NINE - DAY);
    await office.calls(NINE, miss('a', NINE - HOUR, { did: '2' }), miss('b', NINE - HOUR, { callerName: 'Yves' }));
    await office.plan(NINE + DAY);
    expect((await composed(NINE + DAY)).map((one) => one?.to)).to.deep.equal(['a@b.be', 'b@b.be']);
    await office.set({ recipients: recipients.slice(1) }, NINE + DAY);
    expect((await composed(NINE + DAY)).map((one) => one?.to)).to.deep.equal([undefined, 'b@b.be']);
  });

  it('of nothing, where empty digests are wished: that nobody waits', async () => {
    await office.set({ recipients: ['a@b.be'], notify_empty_digests: true }, NINE - DAY);
    await office.plan(NINE - DAY);
    await office.plan(NINE);
    const [digest] = await composed(NINE);
    expect([digest?.title, digest?.brief]).to.deep.equal(['Nobody is waiting', 'Nobody missed a call since yesterday 10:00.']);
  });

  it('of a thousand: the first hundred, and how many more', async () => {
    await office.set({ recipients: ['a@b.be'] }, NINE - DAY);
    await office.plan(NINE - DAY);
    await office.calls(NINE, ...Array.from({ length: 130 }, (_, n) => miss(`m${n}`, NINE - HOUR, { callerKey: caller(n) })));
    await office.plan(NINE);
    const [digest] = await composed(NINE);
    expect(digest?.title).to.equal('130 callers are still waiting (Sales)');
    expect(digest?.html.match(/<tr>/g)).to.have.length(100);
    expect(digest?.text).to.contain('\nand 30 more\n');
    expect(digest?.brief.split('\n')).to.have.length(11);
  });

  describe('about a caller who chose his name with care', () => {
    const NAMES: Readonly<Record<string, string>> = {
      'a header injection': 'Eve\r\nBcc: everybody@evil.example\r\n\r\n<h1>Hello</h1>',
      'a bare newline': 'Eve\nSubject: other',
      HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>"\'',
      'ten thousand characters': '𝕏'.repeat(10000),
      'a name that turns the line around': '\u202eevil\u202c\u2066\u200f שלום 0900 1234',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as a caller might write it
      'a template': '{who} <%= v.title %> ${1}',
      'control characters and halves of pairs': '\u0000\u0007\u001b[31m\ud800x\udc00',
    };
    for (const what of Object.keys(NAMES)) {
      it(`${what} stays a name`, async () => {
        const server = await startMailServer();
        const channel = { id: 'email', kind: 'smtp' as const, host: 'localhost', port: server.port };
        const settings: Partial<Settings> = { recipients: ['desk@shop.be'], notify_frequency: 'realtime', notify_channels: [channel] };
        await office.set(settings, NINE);
        await office.calls(NINE + MINUTE, miss('a', NINE, { callerName: NAMES[what] as string, routeLabel: NAMES[what] as string }));
        const world = worldOn(database());
        world.setClock(NINE + MINUTE);
        await tellDue(world);
        await server.stop();
        const [mail] = server.mails;
        expect(mail?.to).to.deep.equal(['desk@shop.be']);
        expect(Object.keys(mail?.headers || {}).sort()).to.deep.equal([
          ...['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-auto-response-suppress'],
        ]);
        for (const line of (mail?.raw || '').split('\r\n')) expect(Buffer.byteLength(line)).to.be.at.most(998);
        expect(mail?.raw, 'only ASCII in the head').to.match(ASCII_HEAD);
        const [message] = await (async () => {
          await office.db.change("UPDATE smc_deliveries SET state = 'due' WHERE client = 'default'");
          return composed(NINE + MINUTE);
        })();
        expect(message?.html).to.not.match(/<script|<img|<h1>H/);
        expect(message?.title).to.not.match(/[\r\n\u202a-\u202e\u2066\u200e\u200f]/);
        expect((message?.title || '').length).to.be.at.most(600);
        expect(message?.text.split('\n').length).to.be.at.most(8);
      });
    }

    it('and whatever name it is: one line, no mark that turns the words around it, no half of a pair', () => {
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (name) => {
          for (const text of [tame(name), apart(name)]) expect(text).to.not.match(STEERING);
          expect(tame(name)).to.not.match(/[\u2066-\u2069]/);
          expect(apart(name).match(/\u2068/g) || []).to.have.length((apart(name).match(/\u2069/g) || []).length);
        }),
      );
    });
  });
});

describe('The address of a page', () => {
  for (const [base, path, query, link] of [
    [null, '/', {}, null],
    ['https://pbx/smc/', '/entries/7', {}, 'https://pbx/smc/entries/7'],
    [
      'https://pbx/admin/config.php?display=smartmissedcalls&smc={path}',
      '/entries/7',
      {},
      'https://pbx/admin/config.php?display=smartmissedcalls&smc=/entries/7',
    ],
    ['https://pbx/config.php?smc={path}', '/unsubscribe', { c: 'a b', m: '7' }, 'https://pbx/config.php?smc=/unsubscribe&c=a%20b&m=7'],
    ['https://pbx', '/unsubscribe', { c: '&', m: '7' }, 'https://pbx/unsubscribe?c=%26&m=7'],
  ] as const) {
    it(`${path} at ${base} is ${link}`, () => {
      expect(pageLink(base, path, query)).to.equal(link);
    });
  }
});
