import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeQueueLog } from '../../service/sources/decode-queue-log';
import { mergedLines } from '../../service/sources/queue-log-rows';
import { ofTable, withLinesOnce } from '../../service/sources/table-lines';

const line = fc
  .record({
    second: fc.nat(6),
    rest: fc.constantFrom('400|Local/101|RINGNOANSWER|1000', '400|NONE|ENTERQUEUE||0470', '400|NONE|ABANDON|1|1|2'),
  })
  .map(({ second, rest }) => `${1795000000 + second}|1795000000.7|${rest}`);

describe('Lines of queue_log that its file and its realtime table have', () => {
  it('are as many as a turn makes of the same lines, whoever reads them as records', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), (file, table) => {
        const [fromFile, fromTable] = [decodeQueueLog(file).records, decodeQueueLog(table).records];
        const once = withLinesOnce(fromFile.concat(ofTable(fromTable)));
        const inWords = once.map((one) =>
          (one.source === 'queue_log' ? [one.at, one.callid, one.queue, one.agent, one.event, ...one.data] : []).join('|'),
        );
        expect(inWords.sort()).to.deep.equal(mergedLines(file, table).slice().sort());
      }),
    );
  });

  it('are left alone where only one of them has any', () => {
    const records = decodeQueueLog([
      '1795000000|1795000000.7|400|NONE|ABANDON|1|1|2',
      '1795000000|1795000000.7|400|NONE|ABANDON|1|1|2',
    ]).records;
    expect(withLinesOnce(records)).to.equal(records);
    expect(withLinesOnce(ofTable(records))).to.have.length(2);
  });
});
