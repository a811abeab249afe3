import { expect } from 'chai';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { judgeRecords, officeOf } from '../../service/judging';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { CelRecord } from '../../shared/records';

const START = 1795221389;

/** CEL as a table is printed: second, event, serial, channel, caller number, exten@context. A bridge is named at the end. */
function cel(...lines: readonly string[]): CelRecord[] {
  return lines.map((line, index) => {
    const [second = '', event = '', serial = '', channel = '', num = '', where = '', bridge = ''] = line.trim().split(/ +/);
    const [exten = '', context = ''] = where.split('@');
    return {
      source: 'cel',
      id: index + 1,
      event,
      at: START + Number(second),
      linkedid: `${START}.1`,
      uniqueid: `${START}.${serial}`,
      channel,
      cidName: '',
      cidNum: num === '-' ? '' : num,
      cidDnid: '',
      exten,
      context,
      app: '',
      appdata: '',
      peer: '',
      extra: bridge === '' ? null : { bridge_id: bridge, bridge_technology: 'simple_bridge' },
    };
  });
}

function factsOf(records: CelRecord[]) {
  const office = officeOf({ ...EMPTY_DIRECTORY, country: 'BE' }, [], FREEPBX_DIALECT);
  const [one] = judgeRecords(records, office, () => true).judged;
  // The digits as dialled are a key too: of callers whose number cannot be understood.
  const understood = (one?.facts || []).filter((fact) => fact.callerKey.startsWith('+'));
  return {
    verdict: one?.verdict.reason,
    facts: understood.map(({ kind, callerKey, extensions, talkSeconds }) => ({ kind, callerKey, extensions, talkSeconds })),
  };
}

describe('A colleague calls back', () => {
  it('by click-to-call: the PBX rings his phone through a Local channel, then dials the customer', () => {
    const records = cel(
      '0  CHAN_START    1 Local/102@from-internal-00000001;1 -          102@from-internal',
      '0  CHAN_START    2 Local/102@from-internal-00000001;2 -          102@from-internal',
      '0  CHAN_START    3 PJSIP/102-00000002                 102        s@from-internal',
      '3  ANSWER        3 PJSIP/102-00000002                 102        102@from-internal',
      '3  BRIDGE_ENTER  3 PJSIP/102-00000002                 102        @from-internal                    b1',
      '3  BRIDGE_ENTER  2 Local/102@from-internal-00000001;2 -          102@from-internal                 b1',
      '4  CHAN_START    4 PJSIP/carrier-00000003             -          s@from-pstn',
      '8  ANSWER        4 PJSIP/carrier-00000003             0470104242 0470104242@from-pstn',
      '8  BRIDGE_ENTER  4 PJSIP/carrier-00000003             0470104242 @from-pstn                        b2',
      '8  BRIDGE_ENTER  1 Local/102@from-internal-00000001;1 -          0470104242@trunk-dial-with-exten  b2',
      '20 HANGUP        4 PJSIP/carrier-00000003             0470104242 @from-pstn',
      '20 HANGUP        1 Local/102@from-internal-00000001;1 -          s@macro-hangupcall',
      '20 HANGUP        2 Local/102@from-internal-00000001;2 -          s@macro-hangupcall',
      '20 HANGUP        3 PJSIP/102-00000002                 102        s@macro-hangupcall',
      '20 LINKEDID_END  1 Local/102@from-internal-00000001;1 -          s@macro-hangupcall',
    );
    expect(factsOf(records)).to.deep.equal({
      verdict: 'outbound',
      facts: [{ kind: 'returned', callerKey: '+32470104242', extensions: ['102'], talkSeconds: 12 }],
    });
  });

  it('from his mobile through DISA: the customer counts as called back, and the mobile as nobody', () => {
    const records = cel(
      '0  CHAN_START    1 PJSIP/carrier-00000001 0477000107 3225550120@from-pstn',
      '0  ANSWER        1 PJSIP/carrier-00000001 0477000107 s@disa-1',
      '9  CHAN_START    2 PJSIP/carrier-00000002 -          s@from-pstn',
      '12 ANSWER        2 PJSIP/carrier-00000002 0470104242 0470104242@from-pstn',
      '12 BRIDGE_ENTER  2 PJSIP/carrier-00000002 0470104242 @from-pstn                       b1',
      '12 BRIDGE_ENTER  1 PJSIP/carrier-00000001 0477000107 0470104242@trunk-dial-with-exten b1',
      '30 HANGUP        2 PJSIP/carrier-00000002 0470104242 @from-pstn',
      '30 HANGUP        1 PJSIP/carrier-00000001 0477000107 s@macro-hangupcall',
      '30 LINKEDID_END  1 PJSIP/carrier-00000001 0477000107 s@macro-hangupcall',
    );
    expect(factsOf(records)).to.deep.equal({
      verdict: 'feature_code',
      facts: [{ kind: 'returned', callerKey: '+32470104242', extensions: [], talkSeconds: 18 }],
    });
  });
});
