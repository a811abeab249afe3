import { expect } from 'chai';
import type { SourceName } from '../../shared/words';
import { celBehind, judgedRows, type Row, replaced, rowsOf, together, type Variation, verdictsOf } from './variation';

const WITHOUT_CEL: readonly SourceName[] = ['cdr', 'queue_log'];
const callerOf = (rows: Variation): string => String((rows.cel[0] as Row).channame);

function statusesOf(rows: Variation, sources?: readonly SourceName[], change?: (directory: { [name: string]: unknown }) => void): string[] {
  return judgedRows(rows, sources, change)
    .list.entries()
    .map(({ callerKey, did, status, missedCount }) => `${callerKey} ${did} ${status} ×${missedCount}`);
}

describe('A call as another PBX would have written it', () => {
  describe('whose trunk or phone lies in a context of the client’s own', () => {
    it('is missed as it is elsewhere', () => {
      for (const name of ['02-direct-no-answer', '15-queue-abandon', '01-direct-answered']) {
        const rows = rowsOf(`freepbx17/${name}`);
        const expected = verdictsOf(judgedRows(rows));
        for (const row of rows.cel) if (row.context === 'from-pstn') row.context = 'custom-get-did-from-sip';
        const judged = judgedRows(rows);
        expect(verdictsOf(judged), name).to.deep.equal(expected);
        expect(expected, name).to.have.length(1);
        expect(judged.orphans, name).to.deep.equal([]);
      }
    });

    it('is called back from such a phone', () => {
      const rows = rowsOf('freepbx17/42-callback-same-format');
      const before = statusesOf(rows);
      for (const row of rows.cel)
        if (String(row.channame).startsWith('PJSIP/1') && row.context === 'from-internal') row.context = 'restricted-staff';
      for (const row of rows.cdr) if (String(row.channel).startsWith('PJSIP/1')) row.dcontext = 'restricted-staff';
      expect(statusesOf(rows)).to.deep.equal(before);
      expect(before.join()).to.contain('cleared');
    });
  });

  describe('which something answered before people could be tried', () => {
    /** A ring group of offline phones, behind a route that answers (for a fax, or always). */
    const routeAnswers = (context: string) => {
      const rows = rowsOf('freepbx17-unanswered/94-rg-all-offline');
      celBehind(rows, 0, { eventtype: 'ANSWER', appname: 'Answer', context });
      for (const row of rows.cdr) Object.assign(row, { disposition: 'ANSWERED', duration: 4, billsec: 4 });
      return rows;
    };

    it('is missed when nobody could: the route leads to people', () => {
      expect(verdictsOf(judgedRows(rowsOf('freepbx17-unanswered/94-rg-all-offline')))).to.deep.equal(['missed unreachable']);
      expect(verdictsOf(judgedRows(routeAnswers('from-pstn')))).to.deep.equal(['missed unreachable']);
    });

    it('is the announcement’s where the way came through one, and that is not proven', () => {
      const { judged } = judgedRows(routeAnswers('app-announcement-1'));
      expect(judged.map(({ verdict }) => `${verdict.kind} ${verdict.reason}`)).to.deep.equal(['not_counted announcement']);
    });

    it('is missed when a key in a menu led to phones that were all offline, and the menu’s when he pressed none', () => {
      const rows = rowsOf('freepbx17/81-ivr-to-ext-unanswered');
      rows.cel = rows.cel.filter((row) => !String(row.channame).startsWith('PJSIP/101'));
      for (const row of rows.cel) {
        if (row.context !== 'macro-hangupcall') continue;
        Object.assign(row, { exten: 'hangup', context: 'app-blackhole' });
        if (row.eventtype === 'HANGUP') row.extra = '{"hangupcause":16,"hangupsource":"dialplan/builtin","dialstatus":"CHANUNAVAIL"}';
      }
      expect(verdictsOf(judgedRows({ ...rows, cdr: [] }))).to.deep.equal(['missed unreachable']);
      const silent = { ...rows, cdr: [], cel: rows.cel.filter(({ eventtype }) => eventtype !== 'DTMF') };
      expect(verdictsOf(judgedRows(silent))).to.deep.equal(['not_counted menu_hangup']);
    });

    it('is missed on a trunk that sends no number, which is no refusal', () => {
      const rows = routeAnswers('from-pstn');
      for (const row of rows.cel) if (row.exten === '3225550102') row.exten = 's';
      for (const row of rows.cdr) row.did = 's';
      expect(verdictsOf(judgedRows(rows)).join()).to.not.contain('rejected');
    });
  });

  describe('that went from queue to queue within a second', () => {
    const END = 1795221528;
    const overflow = (second: number, ...end: readonly string[]) => {
      const rows = rowsOf('freepbx17/15-queue-abandon');
      const id = String(rows.queueLog[0]).split('|')[1];
      rows.queueLog = rows.queueLog
        .filter((line) => !line.includes('ABANDON'))
        .concat(`${END}|${id}|400|NONE|EXITWITHTIMEOUT|1|1|9`, ...end.map((line) => `${END + second}|${id}|403|NONE|${line}`));
      const [one] = judgedRows(rows).judged;
      return one === undefined ? [] : [one.verdict.reason, ...one.call.queuePasses.map(({ queue, ended }) => `${queue} ${ended}`)];
    };

    it('is the second queue’s, as it is a second later', () => {
      const lines = ['DID|3225550104', 'ENTERQUEUE||0470101665|1', 'ABANDON|1|1|7'];
      for (const second of [0, 1]) expect(overflow(second, ...lines)).to.deep.equal(['queue_abandoned', '400 timeout', '403 abandoned']);
      for (const second of [0, 1])
        expect(overflow(second, lines[0] as string)).to.deep.equal(['queue_refused', '400 timeout', '403 refused']);
    });
  });

  it('is abandoned when the caller hangs up while an announcement plays to the agent', () => {
    const rows = rowsOf('freepbx17/13-queue-answered');
    expect(verdictsOf(judgedRows(rows))[0]).to.match(/^answered/);
    rows.cel = rows.cel.filter(
      ({ eventtype, channame }) => !String(eventtype).startsWith('BRIDGE') || /;2|PJSIP\/102/.test(String(channame)),
    );
    const [enter] = rows.queueLog as [string];
    const [at, id] = enter.split('|') as [string, string];
    rows.queueLog = rows.queueLog.filter((line) => !/CONNECT|COMPLETE/.test(line)).concat(`${Number(at) + 6}|${id}|400|NONE|ABANDON|1|1|6`);
    expect(verdictsOf(judgedRows(rows))).to.deep.equal(['missed queue_abandoned']);
    expect(verdictsOf(judgedRows(rows, WITHOUT_CEL))).to.deep.equal(['missed queue_abandoned']);
  });

  it('is not answered by the mailbox of a queue’s member, whatever queue_log says of it afterwards', () => {
    const rows = rowsOf('freepbx17/13-queue-answered');
    const isBehind = (channel: Row[string] | undefined) => String(channel).endsWith('00000001;2');
    rows.cel = rows.cel.filter(({ channame }) => !String(channame).startsWith('PJSIP/102'));
    const answer = rows.cel.findIndex(({ channame, eventtype }) => isBehind(channame) && eventtype === 'ANSWER');
    const inMailbox = { context: 'macro-vm', appname: 'VoiceMail', appdata: '102@default,u' };
    Object.assign(rows.cel[answer] as Row, inMailbox);
    celBehind(rows, answer, { eventtype: 'APP_START' });
    rows.cel = rows.cel.filter(({ channame, eventtype }) => !(isBehind(channame) && String(eventtype).startsWith('BRIDGE')));
    for (const row of rows.cdr)
      if (isBehind(row.channel)) Object.assign(row, { dstchannel: '', lastapp: 'VoiceMail', lastdata: '102@default,u' });
    expect(rows.queueLog.join()).to.match(/CONNECT.*COMPLETE/);
    expect(verdictsOf(judgedRows(rows)).join()).to.not.contain('answered');
  });

  it('is its caller’s on an analog line, which tells his number after the channel was made', () => {
    const rows = rowsOf('freepbx17/42-callback-same-format');
    const expected = statusesOf(rows);
    const channel = callerOf(rows);
    for (const row of rows.cel)
      if (row.channame === channel && row.eventtype === 'CHAN_START')
        Object.assign(row, { cid_num: '', cid_name: '', cid_ani: '', exten: 's', context: 'from-analog' });
    expect(statusesOf(replaced(rows, channel, 'DAHDI/4-1'))).to.deep.equal(expected);
  });

  it('stays withheld where no row tells who called', () => {
    const rows = replaced(rowsOf('freepbx17/02-direct-no-answer'), '0470100222', '');
    expect(statusesOf(rows)).to.deep.equal(['anonymous 3225550101 open ×1']);
  });

  it('is hung up by the caller when he gives up before a phone is tried', () => {
    const rows = rowsOf('freepbx17/02-direct-no-answer');
    rows.cel = rows.cel.filter((row) => !String(row.channame).startsWith('PJSIP/101'));
    for (const row of rows.cel) {
      if (row.eventtype !== 'CHAN_START') Object.assign(row, { exten: 'h', context: 'from-pstn' });
      if (row.eventtype === 'HANGUP') row.extra = `{"hangupcause":127,"hangupsource":"${row.channame}","dialstatus":""}`;
    }
    expect(verdictsOf(judgedRows({ ...rows, cdr: [] }))).to.deep.equal(['missed caller_hung_up']);
  });

  it('came on one DID, however the trunk writes it', () => {
    const offline = replaced(replaced(rowsOf('freepbx17/05-unregistered'), '0470100555', '0470100111'), '3225550116', '+3225550101');
    const answered = replaced(rowsOf('freepbx17/01-direct-answered', 600), '3225550101', '3225550101');
    expect(statusesOf(offline)).to.deep.equal(['+32470100111 3225550101 open ×1']);
    expect(statusesOf(together(offline, answered))).to.deep.equal(['+32470100111 3225550101 cleared ×1']);
  });

  it('is no customer’s when a phone of another site calls over a line that leads inside', () => {
    const rows = replaced(rowsOf('freepbx17/02-direct-no-answer'), '0470100222', '201');
    for (const row of rows.cel) {
      if (row.context === 'from-pstn') row.context = 'from-internal';
      if (row.exten === '3225550101') row.exten = '101';
    }
    for (const row of rows.cdr) Object.assign(row, { did: '', dcontext: row.dcontext === 'from-pstn' ? 'from-internal' : row.dcontext });
    expect(statusesOf(rows)).to.deep.equal([]);
    const customer = replaced(rows, '201', '0470100222');
    expect(statusesOf(customer)).to.have.length(1);
  });
});
