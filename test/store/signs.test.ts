import { expect } from 'chai';
import { marksOf, type Says } from '../../service/store/shelves';
import { isWhole, type Signs, signsOf } from '../../service/store/signs';
import { anEntry, dice } from './list-said';

/** As SQL asks it: `(signs & mask) = value`, and the same of names. */
function fits({ signs, nameSigns }: Pick<Says, 'signs' | 'nameSigns'>, { mask, value, names }: Signs): boolean {
  const bit = (of: number, n: number) => Math.floor(of / 2 ** n) % 2;
  return Array.from({ length: 52 }, (_, n) => n).every(
    (n) => (bit(mask, n) === 0 || bit(signs, n) === bit(value, n)) && (bit(names, n) === 0 || bit(nameSigns, n) === 1),
  );
}

const said = (marks: readonly string[], words: readonly string[]): Pick<Says, 'signs' | 'nameSigns'> => {
  const { value: signs, names: nameSigns } = signsOf(marks, words);
  return { signs, nameSigns };
};

describe('What a mark says of its entry', () => {
  const roll = dice(17);
  const entries = Array.from({ length: 400 }, (_, n) => anEntry(n + 1, roll)).filter(({ withdrawnAt }) => withdrawnAt === null);

  it('never denies a mark or the beginning of a word that the entry has', () => {
    for (const entry of entries) {
      for (const { shelf, mark, says } of marksOf(entry)) {
        if (shelf < 10) expect(fits(says, signsOf([mark], [])), mark).to.equal(true);
        if (shelf < 10) continue;
        for (let length = 1; length <= mark.length; length += 1)
          expect(fits(says, signsOf([], [mark.slice(0, length)])), mark).to.equal(true);
      }
    }
  });

  it('says reason, hour and business hours for certain', () => {
    const all = ['rbusy', 'rmessage_left', 'rqueue_refused', 'h0', 'h9', 'h10', 'h23', 'a0', 'a1'];
    for (const mark of all) {
      expect(isWhole(mark)).to.equal(true);
      for (const other of all.filter((one) => one !== mark && one[0] === mark[0]))
        expect(fits(said([other], []), signsOf([mark], [])), `${mark} of ${other}`).to.equal(false);
    }
    for (const mark of ['', 'rsomething', 'h24', 'h', 'a2', 'd1', 'q400', 's', 'oanna', 'creturned'])
      expect(isWhole(mark), mark).to.equal(false);
    expect(fits(said([], []), signsOf(['h0'], []))).to.equal(false);
    expect(fits(said([], []), signsOf(['rbusy'], []))).to.equal(false);
  });

  it('denies most others, and says nothing of what changes while an entry lies there, of numbers, or of two letters', () => {
    expect(signsOf(['', 'oanna', 's', 'creturned', 'rsomething'], ['470', '4711', 'po', '😀'])).to.deep.equal({
      mask: 0,
      value: 0,
      names: 0,
    });
    const phones = Array.from({ length: 1000 }, (_, n) => `x${n}`);
    const words = Array.from({ length: 1000 }, (_, n) => n.toString(36).replace(/\d/g, 'y').padStart(3, 'z'));
    const andrew = said(['d3225550101', 'q400', 'x101', 'x102', 'g600', 'tPJSIP/a'], ['andrew', 'pope']);
    expect(phones.filter((one) => fits(andrew, signsOf([one], []))).length).to.be.below(120);
    expect(words.filter((one) => fits(andrew, signsOf([], [one]))).length).to.be.below(60);
  });

  it('takes texts for equal where the database does', () => {
    expect(signsOf(['qsales '], [])).to.deep.equal(signsOf(['qsales'], []));
    expect(signsOf(['qSales'], [])).to.not.deep.equal(signsOf(['qsales'], []));
  });

  it('stays a number that both sides keep exact', () => {
    const all = Array.from({ length: 500 }, (_, n) => `x${n}`);
    const { value, names } = signsOf(
      all.concat('h23', 'a1', 'rforward_unanswered'),
      all.map((one) => `${one}abc`.slice(1).replace(/\d/g, (digit) => 'klmnopqrst'.charAt(Number(digit)))),
    );
    expect(value).to.be.within(2 ** 51, 2 ** 52 - 1);
    expect(names).to.be.within(2 ** 31, 2 ** 32 - 1);
  });
});
