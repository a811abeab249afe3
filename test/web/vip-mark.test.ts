import { expect } from 'chai';
import { createEntryStore } from '../../service/store/entry-store';
import { useWebDesk } from './desk';
import { CLIENT } from './seeded';

describe('The mark of a VIP', () => {
  const desk = useWebDesk();
  // The PBX's directory is not ours alone.
  afterEach(() => Object.assign(desk().seeded.directory, { contacts: undefined }));

  it('stands beside whoever is in a contact group the settings name, and beside nobody else', async () => {
    const { db, directory, nowAt } = desk().seeded;
    const marks = async () => (await desk().get('/')).text.split('class="smc-vip"').length - 1;
    Object.assign(directory, { contacts: [{ number: '+32470999999', name: 'Andrew', group: 'Gold' }] });
    const id = await desk().miss({ callerKey: '+32470999999' });
    await desk().miss({ callerKey: '+32470888888', callerNumber: '0470888888' });
    expect(await marks()).to.equal(0);
    await createEntryStore(db).inTurn(CLIENT, { now: nowAt, zone: 'UTC' }, (turn) => turn.set({ vip_contact_groups: ['Gold'] }, null));
    expect(await marks()).to.equal(1);
    expect((await desk().get(`/entries/${id}`)).text).to.contain('class="smc-vip"');
  });
});
