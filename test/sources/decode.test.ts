import { expect } from 'chai';
import { decodeCdr, decodeCel, epochOf, extraOf, type Row, secondsOf, textOf } from '../../service/sources/decode';
import { decodeQueueLog } from '../../service/sources/decode-queue-log';

const CDR: Row = {
  calldate: '2026-11-21 01:07:07',
  clid: '"All Busy" <0470201050>',
  src: '0470201050',
  dst: '600',
  dcontext: 'ext-group',
  channel: 'PJSIP/carrier-00000142',
  dstchannel: 'PJSIP/101-00000143',
  lastapp: 'Dial',
  lastdata: 'PJSIP/101',
  duration: '7',
  billsec: 0,
  disposition: 'BUSY',
  accountcode: null,
  uniqueid: '1795223227.458',
  did: '3225550102',
  cnum: '0470201050',
  cnam: '',
  outbound_cnum: '',
  linkedid: '1795223227.458',
  sequence: 622,
};
const CEL: Row = {
  id: 2747,
  eventtype: 'HANGUP',
  eventtime: '2026-11-21 01:07:09',
  channame: 'PJSIP/carrier-00000142',
  uniqueid: '1795223227.458',
  linkedid: '1795223227.458',
  extra: '{"hangupcause":17,"hangupsource":"","dialstatus":"BUSY"}',
};

const cdr = (changes: Row) => decodeCdr([{ ...CDR, ...changes }], 'UTC');
const cel = (changes: Row) => decodeCel([{ ...CEL, ...changes }], 'UTC');

describe('a row becomes a record', () => {
  it('with every column where it belongs', () => {
    expect(cdr({}).records).to.deep.equal([
      {
        source: 'cdr',
        linkedid: '1795223227.458',
        uniqueid: '1795223227.458',
        startedAt: 1795223227,
        durationSeconds: 7,
        billSeconds: 0,
        disposition: 'BUSY',
        src: '0470201050',
        dst: '600',
        dcontext: 'ext-group',
        channel: 'PJSIP/carrier-00000142',
        dstchannel: 'PJSIP/101-00000143',
        lastapp: 'Dial',
        lastdata: 'PJSIP/101',
        did: '3225550102',
        callerName: 'All Busy',
        cnum: '0470201050',
        sequence: 622,
      },
    ]);
    expect(cel({}).records[0]).to.include({ id: 2747, event: 'HANGUP', at: 1795223229, cidName: '', app: '' });
  });

  it('when columns are missing, as in tables of old or other PBXs', () => {
    const { records, unreadable } = decodeCdr([{ uniqueid: '1795223227.458' }], 'UTC');
    expect(unreadable).to.deep.equal([]);
    expect(records[0]).to.include({ linkedid: '1795223227.458', startedAt: 1795223227, dst: '', sequence: 0 });
  });

  it('when its date is NULL, zero or impossible: the id tells the time', () => {
    for (const calldate of [null, '', '0000-00-00 00:00:00', '2026-02-30 10:00:00', '2026-13-01 10:00:00', 'soon']) {
      expect(cdr({ calldate }).records[0], String(calldate)).to.include({ startedAt: 1795223227 });
    }
  });

  it('when it carries a system name, whatever is in it', () => {
    for (const id of ['pbx-1795223227.458', 'brussels-2-1795223227.458', '1234567890.1-1795223227.458'])
      expect(epochOf(id)).to.equal(1795223227);
    for (const id of ['', 'pbx', '1795223227', '17.5', 'verylongsystemname-17952232']) expect(epochOf(id), id).to.equal(null);
  });

  it('when bytes in it are no UTF-8, and when there are far too many of them', () => {
    expect(textOf(Buffer.from([0x4a, 0xfc, 0x72, 0x67]))).to.equal('J\ufffdrg');
    expect(textOf('x'.repeat(100000))).to.have.length(2000);
    expect(cdr({ cnam: Buffer.from('Zoë') }).records[0]).to.include({ callerName: 'Zoë' });
  });

  it('when numbers are text, negative or nonsense', () => {
    expect(['12', 12.9, '-3', 'NaN', null, '1e400'].map(secondsOf)).to.deep.equal([12, 12, 0, 0, 0, 0]);
  });

  it('when the event is one nobody knows', () => {
    expect(cel({ eventtype: 'TELEPORT_BEGIN' }).records[0]).to.include({ event: 'TELEPORT_BEGIN' });
  });

  it('with the name of the caller as it was sent, quotes, tags and all', () => {
    expect(cdr({ clid: '"a" "b" <1>' }).records[0]).to.include({ callerName: 'a" "b' });
    expect(cdr({ cnam: '<script>alert(1)</script>' }).records[0]).to.include({ callerName: '<script>alert(1)</script>' });
    expect(cdr({ clid: '0470201050' }).records[0]).to.include({ callerName: '' });
  });
});

describe("CEL's extra", () => {
  it('is the JSON it was', () => {
    expect(extraOf('{"bridge_id":"b1","bridge_technology":"simple_bridge"}')).to.deep.equal({
      bridge_id: 'b1',
      bridge_technology: 'simple_bridge',
    });
  });

  it('gives the whole pairs before the cut when it was cut', () => {
    const whole = '{"bridge1_id":"b1","channel2_name":"PJSIP/101-1","n":-4,"channel2_uniqueid":"1795223227.460","bridge2_id":"b2"}';
    expect(extraOf(whole.slice(0, 75))).to.deep.equal({ bridge1_id: 'b1', channel2_name: 'PJSIP/101-1', n: -4 });
    for (let length = 0; length < whole.length; length += 1) {
      const cut = extraOf(whole.slice(0, length)) || {};
      const all = JSON.parse(whole);
      for (const key of Object.keys(cut)) expect(cut[key], `${key} of ${length}`).to.equal(all[key]);
    }
  });

  it('is null where nothing of it can be trusted', () => {
    for (const text of ['', '[]', 'null', '"x"', '{', '{"bridge_id":"b', 'no json', null])
      expect(extraOf(text), String(text)).to.equal(null);
  });

  it('adds nothing to what every object has', () => {
    const extra = extraOf('{"__proto__":"x","constructor":"y","cut":') as Record<string, unknown>;
    expect(Object.getPrototypeOf(extra)).to.equal(Object.prototype);
    expect(extra['polluted']).to.equal(undefined);
  });
});

describe('a row that cannot be read', () => {
  it('is set aside with a sentence, and the others go on', () => {
    const nameless = { ...CDR, uniqueid: null, linkedid: '' };
    const timeless = { ...CDR, uniqueid: 'x', linkedid: 'x', calldate: null };
    const { records, unreadable } = decodeCdr([nameless, CDR, timeless], 'UTC');
    expect(records).to.have.length(1);
    expect(unreadable.map((row) => row.source)).to.deep.equal(['cdr', 'cdr']);
    expect(unreadable[0]?.why).to.contain('neither uniqueid nor linkedid');
    expect(unreadable[1]).to.deep.equal({ source: 'cdr', where: 'x', why: 'Its calldate is no date and its uniqueid carries no time.' });
  });

  it('is named in 200 characters at most', () => {
    const { unreadable } = decodeCel([{ extra: 'y'.repeat(5000) }], 'UTC');
    expect(unreadable[0]?.where).to.have.length(200);
  });
});

describe('a line of queue_log', () => {
  const lines = (...some: string[]) => decodeQueueLog(some);

  it('keeps every argument, pipes in names included', () => {
    const { records } = lines('1795223227|1795223220.1|400|Boris Test|CONNECT|3|1795223224.2|2');
    expect(records).to.deep.equal([
      {
        source: 'queue_log',
        at: 1795223227,
        callid: '1795223220.1',
        queue: '400',
        agent: 'Boris Test',
        event: 'CONNECT',
        data: ['3', '1795223224.2', '2'],
      },
    ]);
    expect(lines('1795223227|1795223220.1|400|NONE|ENTERQUEUE||a|b|1').records[0]?.data).to.deep.equal(['', 'a', 'b', '1']);
  });

  it('may be empty, end in a carriage return or lack its arguments', () => {
    expect(lines('', '  ').records).to.deep.equal([]);
    expect(lines('1795223227|1795223220.1|400|NONE|ABANDON|1|1|9\r').records[0]?.data).to.deep.equal(['1', '1', '9']);
    expect(lines('1795223227|1795223220.1|400|NONE|ABANDON').records[0]?.data).to.deep.equal([]);
  });

  it('about no call is passed over in silence', () => {
    const { records, unreadable } = lines('1795223227|NONE|NONE|NONE|QUEUESTART|', '1795223227|MANAGER|400|Anna|ADDMEMBER|');
    expect([records, unreadable]).to.deep.equal([[], []]);
  });

  it('that is none is set aside', () => {
    const { records, unreadable } = lines(
      'Rotated Logs',
      '1795223227|1795223220.1|400',
      '1795223227|1795223220.1|400|NONE|ENTERQUEUE||x|1',
    );
    expect(records).to.have.length(1);
    expect(unreadable.map((row) => row.where)).to.deep.equal(['Rotated Logs', '1795223227|1795223220.1|400']);
  });
});
