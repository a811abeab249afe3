import { expect } from 'chai';
import { MOST_COUNTED } from '../../service/store/list';
import { figure } from '../../service/web/figures';

describe('a figure of the list', () => {
  it('is itself as far as it was counted, and says so where it was counted no further', () => {
    expect([0, 7, MOST_COUNTED].map((n) => figure('en', n))).to.deep.equal([0, 7, MOST_COUNTED]);
    expect([figure('en', MOST_COUNTED + 1), figure('de', MOST_COUNTED + 1)]).to.deep.equal(['1000+', '1000+']);
    expect(figure('en', 200, true)).to.equal('200+');
  });
});
