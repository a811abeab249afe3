import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { directoryContract } from '../service/contracts';

const CAPTURES = path.join(__dirname, 'captures');

describe('the contract of directory.json', () => {
  it('holds for the PBXs our captures come from, and for one that says nothing', () => {
    for (const pbx of ['freepbx17', 'freepbx17-unanswered', 'asterisk16']) {
      expect(directoryContract(JSON.parse(fs.readFileSync(path.join(CAPTURES, pbx, 'directory.json'), 'utf8'))), pbx).to.deep.equal([]);
    }
    expect(directoryContract({})).to.deep.equal([]);
  });

  it('lets a newer module say more', () => {
    expect(directoryContract({ parking_lots: [70], extensions: [{ number: 101, photo: null }] })).to.deep.equal([]);
  });

  it('names each fault with its place in a sentence', () => {
    const faults = directoryContract({
      country: 'Belgium',
      extensions: [{ name: 'Anna' }],
      queues: { 400: 'Sales' },
      dids: [{ number: '1', destination: { kind: 'moon' } }],
    });
    expect(faults).to.have.length(4);
    expect(faults.join('\n')).to.contain('extensions.0.number is missing: add it.').and.contain('queues must be array.');
    expect(faults.join('\n'))
      .to.contain('country must match')
      .and.contain('dids.0.destination.kind must be equal to one of the allowed values: time_condition');
  });
});
