import { expect } from 'chai';
import { strFromU8, unzipSync } from 'fflate';
import { createServer, get } from 'http';
import type { AddressInfo } from 'net';
import { readExports } from '../../service/store/exports';
import { csvCell, windows1252 } from '../../service/web/csv';
import { type SentFile, takeInto } from '../../service/web/download';
import { exportFile } from '../../service/web/export-file';
import { ROOT_LINKS } from '../../service/web/links';
import type { PageParts } from '../../service/web/pages';
import { Problem } from '../../service/web/problems';
import { xlsxWriter } from '../../service/web/xlsx';
import { person } from '../support/people';
import { CLIENT, missOf } from './seeded';
import { useStanding } from './standing';

const HOSTILE = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example","Click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  'O\'Brien; "the quoted", esq.',
  '\u202egnirts\u202c',
  '\u{1F468}\u200d\u{1F469}\u200d\u{1F467} famille',
  'long '.repeat(1000),
  '_x0041_ & <b>',
  'Ștefan Ţărănescu',
];

/** The cells of a file of values. */
function cellsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at] as string;
    if (quoted && one === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (one === '"') quoted = !quoted;
    else if (!quoted && (one === delimiter || one === '\n')) {
      (rows[rows.length - 1] as string[]).push(cell.replace(/\r$/, ''));
      cell = '';
      if (one === '\n') rows.push([]);
    } else cell += one;
  }
  return rows.slice(0, -1);
}

/** The texts and numbers of a workbook's first sheet. */
function sheetOf(bytes: Uint8Array): string[][] {
  const files = unzipSync(bytes);
  expect(Object.keys(files)).to.include.members(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/styles.xml']);
  const xml = strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array);
  expect(xml).to.not.contain('<f>');
  const plain = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/_x005F_/g, '_');
  return (xml.match(/<row>.*?<\/row>/g) || []).map((row) =>
    (row.match(/<c\/>|<c[ >].*?<\/c>/g) || []).map((cell) =>
      plain((/<(?:t|v)[^>]*>([\s\S]*)<\/(?:t|v)>/.exec(cell) || ['', ''])[1] as string),
    ),
  );
}

describe('what a page shows, taken away as a file', () => {
  const pages = useStanding(['15-queue-abandon', '49-redial-6-then-answered', '42-callback-same-format', '51-anonymous-missed']);

  before(async () => {
    const { nowAt } = pages.seeded();
    await pages.seeded().add(
      CLIENT,
      HOSTILE.map((callerName, n) =>
        missOf({
          callId: `${nowAt - 400 + n}.1`,
          at: nowAt - 400 + n,
          callerName,
          callerKey: `+44207946${String(1000 + n)}`,
          callerNumber: `+44207946${1000 + n}`,
        }),
      ),
    );
    await pages.seeded().add('other', [missOf({ callId: `${nowAt - 50}.1`, at: nowAt - 50, callerName: 'Of Another Client' })]);
  });

  const csv = async (query = '', delimiter = ',') => {
    const answer = await pages.get(`/export/file?format=csv${query}`);
    expect(answer.status).to.equal(200);
    expect(answer.text.slice(0, 1)).to.equal('\ufeff');
    return cellsOf(answer.text.slice(1), delimiter);
  };
  const idsOn = async (path: string) => {
    const { text } = await pages.get(path);
    return (text.match(/<a class="smc-name"[^>]*><bdi>[^<]*/g) || []).map((one) => one.replace(/.*<bdi>/, ''));
  };
  const plain = (html: string) =>
    html
      .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
  const unmarked = (cell: string) => cell.replace(/^'(?=[=+@-])/, '');

  it('holds the callers of the page in their order, with the same words', async () => {
    for (const query of ['', '&sort=newest', '&view=cleared', '&q=brien', '&reason=queue_abandoned', '&sort=insistent']) {
      const shown = (await idsOn(`/?${query.slice(1)}`)).map(plain);
      const rows = (await csv(query)).slice(1);
      expect(
        rows.map((row) => unmarked(row[0] as string)),
        query,
      ).to.deep.equal(shown);
      expect(shown.length, query).to.be.above(0);
    }
  });

  it('has no cell a spreadsheet would calculate with, in CSV', async () => {
    for (const row of await csv()) for (const cell of row) expect(cell).to.not.match(/^[=+\-@\t\r]/);
    expect((await csv()).map((row) => row[0])).to.include.members([`'${HOSTILE[1]}`, `'${HOSTILE[2]}`, HOSTILE[5], HOSTILE[7]]);
  });

  it('has every caller’s own words in XLSX, as text', async () => {
    const { nowAt } = pages.seeded();
    const rows = sheetOf(await pages.bytes('/export/file?format=xlsx&sort=newest'));
    const names = rows.slice(1).map((row) => row[0]);
    expect(names).to.include.members(HOSTILE.filter((name) => name.length < 100));
    const [head = [], first = []] = rows;
    expect(head.slice(0, 5)).to.deep.equal(['Caller', 'Number', 'Calls', 'First call', 'Last call']);
    const newest = Math.round((Number(first[3]) - 25569) * 86400) - nowAt;
    // Brussels is ahead of UTC.
    expect(newest).to.be.within(3600 - 400, 7200);
  });

  it('is separated and written as asked', async () => {
    const head = (await csv('&delimiter=semicolon', ';'))[0] as string[];
    expect(head).to.have.length.above(10);
    expect((await csv('&delimiter=tab', '\t'))[0]).to.deep.equal(head);
    const bytes = Buffer.from((await pages.bytes('/export/file?format=csv&encoding=windows1252')) as never);
    expect(bytes.toString('latin1')).to.contain('?tefan ??r?nescu').and.contain("O'Brien");
  });

  it('speaks the language of its reader, and hides numbers from those who may not see them', async () => {
    pages.as({ permissions: ['view', 'export'] });
    const { text } = await pages.get('/export/file?format=csv');
    expect(text)
      .to.contain('•••')
      .and.not.match(/\+44|0470 ?\d/);
    pages.as({ scope: { dids: [], queues: ['400'], ringGroups: [], extensions: [] } });
    expect((await csv()).length).to.equal((await idsOn('/')).length + 1);
  });

  it('holds what is behind a figure of Insight too', async () => {
    const behind = await pages.get('/insight/callers?reason=no_answer');
    expect(behind.text).to.contain('/export?').and.contain('of_insight=1');
    const counted = Number((/smc-figure">(\d+) caller/.exec(behind.text) as RegExpExecArray)[1]);
    expect((await csv('&of_insight=1&reason=no_answer')).length).to.equal(counted + 1);
  });

  it('is for those alone who may take it, and who took what is written down', async () => {
    expect((await pages.get('/')).text).to.contain('href="/export');
    expect((await pages.get('/export?q=0470123456&sort=newest')).text).to.contain('name="sort" value="newest"');
    await csv('&q=0470123456&sort=newest');
    const [last] = (await readExports(CLIENT, pages.seeded().db, 100)).filter(({ asked }) => /sort=newest/.test(asked) && /q=/.test(asked));
    expect(last).to.include({ userId: 'anna', format: 'csv', entries: 0 });
    expect(last?.asked).to.not.contain('0470');
    expect((await pages.get('/settings/history')).text).to.match(/took \d+ entries away as CSV/);
    pages.as({ permissions: ['view', 'work', 'settings', 'admin'] });
    for (const path of ['/export', '/export/file?format=csv']) expect((await pages.get(path)).status, path).to.equal(403);
    expect((await pages.get('/')).text).to.not.contain('href="/export');
    pages.as({ client: 'other' });
    expect((await csv()).map((row) => row[0])).to.include('Of Another Client');
    pages.as({});
    expect((await csv()).map((row) => row[0])).to.not.include('Of Another Client');
  });

  it('can be chosen on a page of its own, in the way the reader’s spreadsheets like', async () => {
    expect((await pages.get('/export?view=cleared')).text).to.match(/value="xlsx" checked[\s\S]*value="comma" checked/);
    pages.as({ language: 'fr' });
    expect((await pages.get('/export')).text).to.match(/value="semicolon" checked/);
  });
});

describe('files taken away at the same time', () => {
  const pages = useStanding(['15-queue-abandon']);

  it('are two, so that the pages keep their connections; the third is told to wait', async () => {
    const { db, directory, nowAt } = pages.seeded();
    const parts = { db, clientOf: () => ({ directory, zone: 'UTC' }), meet: () => Promise.resolve() } as unknown as PageParts;
    const download = exportFile(parts);
    const asked = { identity: person({ client: CLIENT }), params: {}, query: {}, nowAt, links: ROOT_LINKS, token: '' };
    let go: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const many = await Promise.all([1, 2, 3, 4].map(() => download.answer(asked).catch((error: Error) => error)));
    const files = many.filter((one): one is SentFile => !(one instanceof Error));
    expect(files).to.have.length(2);
    const written = Promise.all(files.map((file) => file.write(() => slow)));
    const refusal = await download.answer(asked).catch((error: Error) => error);
    expect(refusal).to.be.instanceOf(Problem).and.to.have.property('status', 429);
    go();
    await written;
    expect((await download.answer(asked)).name).to.match(/\.csv$/);
  });
});

describe('a file as it is written', () => {
  it('is given up where its reader left before it began: its place goes to the next', async () => {
    let ended: (why: unknown) => void = () => undefined;
    const end = new Promise<unknown>((resolve) => {
      ended = resolve;
    });
    const server = createServer((request, response) => {
      request.on('close', () => {
        const take = takeInto(response, request.socket.destroyed);
        take(Buffer.alloc(1000000)).then(() => ended('taken'), ended);
      });
      request.socket.destroy();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).on('error', () => undefined);
    expect(await end)
      .to.be.instanceOf(Error)
      .with.property('message', 'nobody waits for the file any more');
    server.close();
  });

  it('never waits in memory for a slow reader', async function () {
    this.timeout(60000);
    const rows = 300000;
    const head = ['a', 'b'];
    let most = 0;
    const server = createServer((_request, response) => {
      const take = takeInto(response);
      const write = async () => {
        const book = xlsxWriter('x', head, [10, 10]);
        for (let n = 0; n < rows; n += 1) for (const bytes of book.row([`caller ${n * 7919}`, n])) await take(bytes);
        for (const bytes of book.end()) await take(bytes);
        response.end();
      };
      write().catch(() => response.destroy());
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const before = process.memoryUsage().heapUsed;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }, 20);
    const { request } = await import('http');
    const size = await new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, (response) => {
        let bytes = 0;
        response.on('data', (piece: Buffer) => {
          bytes += piece.length;
        });
        response.on('end', () => resolve(bytes));
      })
        .on('error', reject)
        .end();
    });
    clearInterval(watch);
    server.close();
    expect(size).to.be.above(1e6);
    expect(most).to.be.below(120e6);
  });

  it('goes on on a second sheet where one is full', () => {
    const book = xlsxWriter('Missed: "calls" & <more>', ['n'], [5]);
    const pieces: Buffer[] = [];
    for (let n = 0; n < 1048576; n += 1) pieces.push(...book.row([n]));
    pieces.push(...book.end());
    const files = unzipSync(new Uint8Array(Buffer.concat(pieces as never)));
    expect(Object.keys(files)).to.include('xl/worksheets/sheet2.xml');
    expect(strFromU8(files['xl/workbook.xml'] as Uint8Array)).to.contain('name="Missed   calls  &amp; &lt;more&gt; 2"');
  }).timeout(60000);

  it('marks as text what begins like a formula, and quotes what would break a line', () => {
    expect(['=1', '+32', '-', '@x', '\t=1', 'a,b', 'a"b', 'a\nb', ' a', 'plain'].map((text) => csvCell(text, ','))).to.deep.equal([
      ...["'=1", "'+32", "'-", "'@x", "'\t=1", '"a,b"', '"a""b"', '"a\nb"', '" a"', 'plain'],
    ]);
  });

  it('marks as text what begins like a formula in full-width signs, which some spreadsheets take for the same', () => {
    for (const sign of ['\uff1d', '\uff0b', '\uff0d', '\uff20']) {
      expect(csvCell(`${sign}cmd()`, ','), sign).to.equal(`'${sign}cmd()`);
      expect(csvCell(`a${sign}`, ','), sign).to.equal(`a${sign}`);
    }
  });

  it('knows Windows-1252, and says what that has no sign for', () => {
    expect(windows1252('€ é “x” Ș\u{1F600}').toString('latin1')).to.equal('\x80 \xe9 \x93x\x94 ??');
  });
});
