import { expect } from 'chai';

const { withoutCopies } = require('../../tools/build.cjs') as { withoutCopies(text: string): string };

describe('The bundle', () => {
  it('asks modules themselves for their members, and copies one only where its default is asked for', () => {
    const text =
      'var fs3=__toESM(require("fs")),path=__toESM(require("path/posix"));var import_ejs=__toESM(require_ejs()),import_max=__toESM(require_max());' +
      'fs3.readFileSync(path.join("a"));import_ejs.default.compile("");(0,import_max.parse)("");';
    expect(withoutCopies(text)).to.equal(
      'var fs3=require("fs"),path=require("path/posix");var import_ejs=__toESM(require_ejs()),import_max=require_max();' +
        'fs3.readFileSync(path.join("a"));import_ejs.default.compile("");(0,import_max.parse)("");',
    );
  });
});
