import { expect } from 'chai';
import { BENCHES, HELP, optionsOf } from '../bench/options';

describe('The options of the benchmarks', () => {
  it('are taken as they are typed, each with what it is by itself', () => {
    expect(optionsOf([])).to.deep.equal({ rows: 300000, rounds: 3, only: null });
    for (const only of BENCHES) expect(optionsOf(['--only', only])).to.deep.equal({ rows: 300000, rounds: 3, only });
    expect(optionsOf(['--rounds', '1', '--rows', '5000000'])).to.deep.equal({ rows: 5000000, rounds: 1, only: null });
  });

  for (const [args, sentence] of [
    [['--only', 'typo'], '--only is "typo": there are history, all-sources, turns, memory, list.'],
    [['--only'], '--only wants a value: --help says which.'],
    [['--rounds', '2', '--only', ''], '--only wants a value: --help says which.'],
    [['--rows', '10'], '--rows is "10": give a whole number from 1000 on.'],
    [['--rows', 'many'], '--rows is "many": give a whole number from 1000 on.'],
    [['--rounds', '0.5'], '--rounds is "0.5": give a whole number from 1 on.'],
    [['--row', '5000'], '--row is no option: --rows, --only, --rounds and --help are.'],
    [['list'], 'list is no option: --rows, --only, --rounds and --help are.'],
  ] as const) {
    it(`are refused in a sentence: ${args.join(' ')}`, () => expect(optionsOf(args)).to.equal(sentence));
  }

  it('stand in the help', () => {
    for (const name of BENCHES) expect(HELP).to.include(name);
  });
});
