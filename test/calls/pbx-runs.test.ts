import { expect } from 'chai';
import { PbxRuns } from '../../service/calls/pbx-runs';

const NOON = 1_800_000_000;
const id = (second: number, serial: number, name = '') => `${name}${NOON + second}.${serial}`;

describe('Whether Asterisk was stopped, as its channels tell', () => {
  const seen = (...ids: string[]) => {
    const runs = new PbxRuns();
    runs.see([], NOON - 60);
    for (const one of ids) runs.see([one], NOON);
    return runs;
  };

  it('is known to be not so while serials grow', () => {
    const runs = seen(id(0, 7), id(0, 8), id(60, 9), id(600, 1200));
    expect(runs.hasRunSince(id(0, 7), NOON)).to.equal(true);
  });

  it('is so when a younger channel has a smaller serial, from the birth of that channel on', () => {
    const runs = seen(id(0, 700), id(600, 3), id(900, 4));
    expect(runs.hasRunSince(id(0, 700), NOON + 599)).to.equal(false);
    expect(runs.hasRunSince(id(600, 3), NOON + 600)).to.equal(true);
  });

  it('is seen whatever is read first, and remembered when serials have grown past it', () => {
    expect(seen(id(600, 3), id(0, 700)).hasRunSince(id(0, 700), NOON + 60)).to.equal(false);
    expect(seen(id(0, 700), id(600, 3), id(4000, 900)).hasRunSince(id(0, 700), NOON + 60)).to.equal(false);
    expect(seen(id(60, 9), id(0, 7), id(30, 8)).hasRunSince(id(0, 7), NOON)).to.equal(true);
  });

  it('is so where both lives begin with the same serial', () => {
    expect(seen(id(0, 0), id(600, 0)).hasRunSince(id(0, 0), NOON + 60)).to.equal(false);
  });

  it('stays where it was when a channel of the former life is told again', () => {
    const runs = seen(id(0, 9000), id(600, 3), id(0, 9000), id(1200, 40), id(0, 9000));
    expect(runs.hasRunSince(id(700, 10), NOON + 700)).to.equal(true);
    expect(runs.hasRunSince(id(0, 9000), NOON + 60)).to.equal(false);
  });

  it('is each PBX’s own where they have names', () => {
    const runs = seen(id(0, 700, 'east-'), id(60, 3, 'west-'), id(90, 4, 'west-'));
    expect(runs.hasRunSince(id(0, 700, 'east-'), NOON)).to.equal(true);
    expect(runs.hasRunSince(id(0, 700, 'north-'), NOON)).to.equal(false);
    runs.see([id(100, 1, 'east-')], NOON + 100);
    expect(runs.hasRunSince(id(0, 700, 'east-'), NOON)).to.equal(false);
    expect(runs.hasRunSince(id(60, 3, 'west-'), NOON + 60)).to.equal(true);
  });

  it('is not known of the time before anybody looked, nor by ids without a time', () => {
    const runs = new PbxRuns();
    runs.see([id(0, 7), '', 'nonsense'], NOON + 100);
    expect(runs.hasRunSince(id(0, 7), NOON + 99)).to.equal(false);
    expect(runs.hasRunSince(id(0, 7), NOON + 100)).to.equal(true);
    expect(runs.hasRunSince('nonsense', NOON + 200)).to.equal(true);
  });
});
