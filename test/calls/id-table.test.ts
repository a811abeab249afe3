import { expect } from 'chai';
import * as fc from 'fast-check';
import { IdTable } from '../../service/calls/id-table';

describe('What ids stand for', () => {
  it('is what a map would say, whatever comes and goes', () => {
    const id = fc.integer({ min: 0, max: 300 }).map((serial) => `1791968425.${serial}`);
    const step = fc.tuple(fc.constantFrom('set', 'set', 'delete'), id);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
        const [table, map] = [new IdTable<number>(), new Map<string, number>()];
        steps.forEach(([what, one], index) => {
          if (what === 'set') [table.set(one, index), map.set(one, index)];
          else [table.delete(one), map.delete(one)];
        });
        for (let serial = 0; serial <= 300; serial += 1) {
          const one = `1791968425.${serial}`;
          expect(table.get(one)).to.equal(map.get(one));
        }
      }),
    );
  });
});
