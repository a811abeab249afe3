import { expect } from 'chai';
import { linksFor, ROOT_LINKS } from '../../service/web/links';

describe('The links of a page', () => {
  it('inside FreePBX lead through its own page', () => {
    const links = linksFor('freepbx');
    expect(links.to('/')).to.equal('config.php?display=smartmissedcalls&smc=%2F');
    expect(links.to('/entries/12', { part: 'live' })).to.equal('config.php?display=smartmissedcalls&smc=%2Fentries%2F12&part=live');
    expect(links.to('/?view=cleared&q=a%26b')).to.equal('config.php?display=smartmissedcalls&smc=%2F&view=cleared&q=a%26b');
    expect(links.to('/assets/base.css', { v: 'abc' })).to.equal('assets/smartmissedcalls/pages/base.css?v=abc');
    expect(links.fields('/')).to.deep.equal([
      { name: 'display', value: 'smartmissedcalls' },
      { name: 'smc', value: '/' },
    ]);
    // A file inside the page around ours would be shown there, not kept.
    expect(links.file('/export/file')).to.deep.equal({
      action: 'ajax.php',
      fields: [
        { name: 'module', value: 'smartmissedcalls' },
        { name: 'command', value: 'page' },
        { name: 'smc', value: '/export/file' },
      ],
    });
  });

  it('inside the user panel lead through its ajax', () => {
    expect(linksFor('ucp').to('/entries/7')).to.equal('ajax.php?module=smartmissedcalls&command=page&smc=%2Fentries%2F7');
    expect(linksFor('ucp').file('/export/file')).to.deep.equal(linksFor('freepbx').file('/export/file'));
  });

  it('are plain anywhere else, whatever the header says', () => {
    for (const frame of [undefined, '', 'toString', '__proto__', 'vitalpbx', ['freepbx']]) expect(linksFor(frame)).to.equal(ROOT_LINKS);
    expect(ROOT_LINKS.to('/', { q: 'a b', page: null })).to.equal('/?q=a%20b');
  });
});
