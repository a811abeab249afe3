import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { viewsFolder } from '../../service/render';
import en from '../../shared/messages/en.json';

const FOLDER = viewsFolder(path.join(__dirname, '..', '..', 'service'));

function filesIn(folder: string): string[] {
  const files: string[] = [];
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isDirectory()) files.push(...filesIn(file));
    else files.push(file);
  }
  return files;
}

const texts = new Map(filesIn(FOLDER).map((file): [string, string] => [path.relative(FOLDER, file), fs.readFileSync(file, 'utf8')]));
const templates = Array.from(texts).filter(([name]) => /\.ejs$/.test(name));

describe('the templates', () => {
  for (const [name, text] of templates) {
    it(`${name}: print nothing unescaped but another template`, () => {
      expect(text.match(/<%-(?! include\()/g)).to.equal(null);
    });

    it(`${name}: hold no script, style or handler of their own`, () => {
      expect(text).to.not.match(/<script(?![^>]*\ssrc=)/);
      // A mail has no stylesheet beside it: mail programs fetch none.
      const styled = /^mail\//.test(name) ? text.replace(/<style>[^<]*<\/style>/, '') : text;
      expect(styled).to.not.match(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    });

    it(`${name}: take every word from the catalogue`, () => {
      for (const said of text.match(/v\.t\('[^']+[^.]'/g) || []) expect(Object.keys(en)).to.include(said.slice(5, -1));
      const words = text
        .replace(/<%[\s\S]*?%>/g, '')
        .replace(/<style>[^<]*<\/style>/, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/<!DOCTYPE html>/i, '');
      expect(words.match(/[A-Za-z]{2,}/g)).to.equal(null);
    });

    it(`${name}: keep to a syntax Node 8 can run`, () => {
      for (const code of text.match(/<%[\s\S]*?%>/g) || []) expect(code).to.not.match(/\?\.|\?\?|\*\*|\bclass\b [A-Z]/);
    });
  }
});

describe('the stylesheet', () => {
  for (const [name, text] of texts) {
    if (!/\.css$/.test(name)) continue;
    it(`${name}: touches nothing of the page it sits in`, () => {
      const rules = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[^{;]+[{;]/g, '');
      for (const rule of rules.match(/[^{}]+\{/g) || []) {
        for (const one of rule.slice(0, -1).split(/,\s*\n/)) expect(one.trim(), rule).to.match(/^(?:\.smc|from$|to$)/);
      }
    });
  }
});
