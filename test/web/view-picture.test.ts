import { expect } from 'chai';
import { callView } from '../../service/web/view-call';
import { type PictureView, pictureView } from '../../service/web/view-picture';
import { allCaptures, replayCapture } from '../support/captures';
import { VIEWER } from './looking';

function judgedOf(name: string, index = 0) {
  const capture = allCaptures().find((one) => one.pbx === 'freepbx17' && one.name === name);
  if (capture === undefined) throw new Error(`there is no capture ${name}`);
  const judged = replayCapture(capture).judged[index];
  if (judged === undefined) throw new Error(`${name} has no call ${index}`);
  return judged;
}

const pictureOf = (name: string) => pictureView(judgedOf(name).call, VIEWER.names, 'en') as PictureView;
const share = (text: string) => Number(text.slice(0, -1));

describe('the picture of a call', () => {
  it('shows the caller’s way first, then one line a phone, filled where it rang', () => {
    const picture = pictureOf('15-queue-abandon');
    expect(picture.lanes.map((lane) => `${lane.name} ${lane.number}`)).to.deep.equal(['Caller ', 'Anna Test 101', ' 102', ' 103']);
    expect(picture.lanes[0]?.bars.map((bar) => bar.kind)).to.deep.equal(['waited']);
    expect(picture.lanes[0]?.marks.map((mark) => mark.text)).to.include('✕ hung up');
    for (const lane of picture.lanes.slice(1)) expect(lane.bars.map((bar) => bar.title)).to.deep.equal(['rang 0:06', 'rang 0:02']);
  });

  it('fills the line of the phone that talked, and the caller’s too', () => {
    const lanes = pictureOf('09-rg-answered-by-5th').lanes;
    const talking = lanes.filter((lane) => lane.bars.some((bar) => bar.kind === 'talked')).map((lane) => lane.name);
    expect(talking).to.deep.equal(['Caller', 'Maria']);
  });

  it('of a callback begins with the colleague who made it', () => {
    const picture = pictureView(judgedOf('42-callback-same-format', 1).call, VIEWER.names, 'en') as PictureView;
    expect(picture.lanes.map((lane) => lane.number)).to.deep.equal(['102', '0470104242']);
  });

  it('says why a phone did not ring', () => {
    const words = pictureOf('03-direct-busy').lanes.reduce<string[]>((all, lane) => all.concat(lane.marks.map((mark) => mark.text)), []);
    expect(words).to.include('busy');
  });

  for (const { name } of allCaptures().filter((one) => one.pbx === 'freepbx17' && one.name !== '55-name-emoji')) {
    it(`stays inside its frame, and tells in words what it shows: ${name}`, () => {
      const { call, verdict, facts } = judgedOf(name);
      const picture = pictureView(call, VIEWER.names, 'en');
      for (const lane of picture === null ? [] : picture.lanes) {
        for (const bar of lane.bars) expect(share(bar.x) + share(bar.width), bar.title).to.be.within(0, 100.01);
      }
      const [fact] = facts;
      if (fact === undefined) return;
      const card = callView(fact, { because: verdict.because, confidence: verdict.confidence, call }, VIEWER, 7, true);
      expect(card.proof?.story.length).to.be.greaterThan(1);
      expect(card.proof?.because.join(' ')).to.not.match(/\{\w+\}/);
      expect(card.headline).to.not.match(/[{}]|undefined|NaN/);
    });
  }
});
