import { expect } from 'chai';
import { finding } from '../../service/doctor/finding';
import { type Health, healthBanner, healthStatus } from '../../service/web/health';

const NOW = { at: 1_800_000_000, zone: 'UTC', language: 'en' as const };
const WELL: Health = { version: '1', lastTurnAt: NOW.at - 5, everySeconds: 30 };

describe('What a reader is told above the list', () => {
  const told = (health: Partial<Health>, ...findings: ReturnType<typeof finding>[]) => healthBanner({ ...WELL, ...health }, findings, NOW);

  it('is nothing when all is well, and what is broken when something is', () => {
    expect(told({})).to.equal('');
    expect(told({}, finding('turn_failing', 'broken', { n: 2, time: '1 min', why: 'gone away' }))).to.contain('gone away');
  });

  it('is how old the list is when no turn came for long, whatever else there is', () => {
    const stale = 'This list may be out of date: the PBX’s records were last read 10 min ago.';
    expect(told({ lastTurnAt: NOW.at - 600, renewedPercent: 7 }, finding('disk_low', 'broken', { megabytes: 5 }))).to.equal(stale);
  });

  it('is how far the list is in order after an update, for a search finds too little until then', () => {
    expect(told({ renewedPercent: 42 })).to.contain('(42 %)');
    expect(told({ renewedPercent: 0, lastTurnAt: null })).to.contain('(0 %)');
    expect(told({ renewedPercent: null, lastTurnAt: null })).to.contain('have not been read yet');
  });

  it('is that nothing is read when somebody switched it off, which is no fault of the daemon', () => {
    for (const lastTurnAt of [null, NOW.at - 86400]) {
      expect(told({ isOff: true, lastTurnAt })).to.equal('The reading of calls is switched off in the settings.');
      expect(healthStatus({ ...WELL, isOff: true, lastTurnAt }, NOW.at)).to.equal('off');
    }
  });
});
