import { expect } from 'chai';
import { LANGUAGES, type Language, pluralForms } from '../../shared/language';
import { catalogueOf, type Text } from '../../shared/messages';

/** Languages whose catalogue is complete: from then on nothing may be missing in it. */
const COMPLETE: readonly Language[] = ['en', 'ro', 'es', 'fr', 'de'];

const english = catalogueOf('en');

function sentencesOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : Object.keys(text).map((form) => (text as unknown as Record<string, string>)[form] as string);
}

/** The values a text needs. `n` may stay unsaid in a form: "one day" needs none. */
function placeholders(text: Text): string[] {
  const found = new Set<string>();
  for (const sentence of sentencesOf(text)) for (const one of sentence.match(/\{\w+\}/g) || []) found.add(one);
  if (typeof text !== 'string') found.delete('{n}');
  return Array.from(found).sort();
}

describe('The catalogues', () => {
  for (const language of LANGUAGES) {
    const own = catalogueOf(language);
    const missing = Object.keys(english).filter((key) => own[key] === undefined);

    it(`${language}: ${missing.length === 0 ? 'say everything' : `say all but ${missing.length} sentences`}`, () => {
      if (COMPLETE.indexOf(language) >= 0) expect(missing).to.deep.equal([]);
    });

    it(`${language}: say nothing that English does not`, () => {
      expect(Object.keys(own).filter((key) => english[key] === undefined)).to.deep.equal([]);
    });

    it(`${language}: keep every value of a sentence`, () => {
      const wrong: string[] = [];
      for (const key of Object.keys(own)) {
        const [ours, theirs] = [own[key], english[key]];
        if (ours === undefined || theirs === undefined) continue;
        const counted = typeof ours !== 'string' || typeof theirs !== 'string';
        const values = [ours, theirs].map((text) =>
          placeholders(text)
            .filter((one) => !counted || one !== '{n}')
            .join(' '),
        );
        if (values[0] !== values[1]) wrong.push(`${key}: ${values[0]} instead of ${values[1]}`);
      }
      expect(wrong).to.deep.equal([]);
    });

    it(`${language}: have every plural form of theirs, wherever English counts`, () => {
      const wrong: string[] = [];
      for (const key of Object.keys(own)) {
        const text = own[key];
        if (text === undefined) continue;
        const forms = typeof text === 'string' ? [] : Object.keys(text).sort();
        const wanted = pluralForms(language).slice().sort();
        if (typeof text === 'string' ? typeof english[key] === 'object' : forms.join() !== wanted.join()) wrong.push(key);
      }
      expect(wrong).to.deep.equal([]);
    });

    it(`${language}: hold no sentence that is empty or ends in a blank`, () => {
      const wrong = Object.keys(own).filter((key) => sentencesOf(own[key] as Text).some((one) => one.trim() !== one || one === ''));
      expect(wrong).to.deep.equal([]);
    });
  }
});
