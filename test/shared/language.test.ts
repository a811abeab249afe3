import { expect } from 'chai';
import { LANGUAGES, type Language, languageOf, numberText, pluralForm } from '../../shared/language';
import { catalogueOf, type MessageKey, sayIn } from '../../shared/messages';

describe('A language', () => {
  it('is found by the tag the PBX gives, and is English where we do not speak it', () => {
    expect(['de', 'de-AT', 'ro_RO', 'FR', 'pt_BR', '', null].map(languageOf)).to.deep.equal(['de', 'de', 'ro', 'fr', 'en', 'en', 'en']);
  });

  for (const [language, one, few, other] of [
    ['en', [1], [], [0, 2, 20, 101]],
    ['de', [1], [], [0, 2, 20, 101]],
    ['es', [1], [], [0, 2, 20, 101]],
    ['fr', [0, 1], [], [2, 20, 101]],
    ['ro', [1], [0, 2, 19, 101, 119, 1001], [20, 21, 100, 120, 1020]],
  ] as readonly [Language, number[], number[], number[]][]) {
    it(`counts as ${language} counts`, () => {
      expect(one.map((n) => pluralForm(language, n))).to.deep.equal(one.map(() => 'one'));
      expect(few.map((n) => pluralForm(language, n))).to.deep.equal(few.map(() => 'few'));
      expect(other.map((n) => pluralForm(language, n))).to.deep.equal(other.map(() => 'other'));
    });
  }

  it('writes numbers in its own way, and years as they are', () => {
    const written = (value: number) => LANGUAGES.map((language) => numberText(language, value));
    expect(written(2026)).to.deep.equal(['2026', '2026', '2026', '2026', '2026']);
    expect(written(1234567)).to.deep.equal(['1,234,567', '1.234.567', '1.234.567', '1\u202f234\u202f567', '1.234.567']);
    expect(written(-12.5)).to.deep.equal(['-12.5', '-12,5', '-12,5', '-12,5', '-12,5']);
  });
});

describe('A sentence', () => {
  it('is said in English where a language does not have it yet', () => {
    const german = catalogueOf('de') as Record<string, string>;
    const before = german['page.open'];
    delete german['page.open'];
    try {
      expect(sayIn('de')({ key: 'page.open' })).to.equal('Open');
    } finally {
      if (before !== undefined) german['page.open'] = before;
    }
  });

  it('takes another sentence as a value, and says it in the same language', () => {
    const time = { key: 'time.days' as MessageKey, params: { n: 2 } };
    expect(sayIn('en')({ key: 'page.entry.waiting', params: { time } })).to.equal('waiting for 2 days');
  });

  it('never reads a placeholder in a value', () => {
    expect(sayIn('en')({ key: 'row.call_spoken', params: { who: '{who} {n}' } })).to.equal('Call {who} {n}');
  });

  it('shows a value that was not given', () => {
    expect(sayIn('en')({ key: 'row.call_spoken' })).to.equal('Call {who}');
  });
});
