import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { destinationOf } from '../../service/calls/destination';
import { answeredBy } from '../../service/judged-json';
import { type Replayed, replayStory } from '../../service/replay';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { extensionsRung } from '../../service/verdict/rule';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { SourceName } from '../../shared/words';
import { ALL_SOURCES, allCaptures, type Capture } from '../support/captures';

type Rename = (text: string) => string;

/** 101 … 112 become other numbers, wherever they stand as a number; serials of ids (`….101`) and longer numbers stay. */
function extensionsBecome(prefix: string): Rename {
  return (text) => text.replace(/(?<![.\d+])(1(?:0[1-9]|1[0-2]))(?!\d)/g, `${prefix}$1`);
}

function trunkBecomes(name: string): Rename {
  return (text) => text.replace(/\bcarrier\b/g, name);
}

function renamed(value: unknown, rename: Rename): unknown {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  const kept = ['uniqueid', 'linkedid', 'calldate', 'eventtime'];
  const pairs = Object.keys(value).map((key) => [key, kept.includes(key) ? (value as never)[key] : renamed((value as never)[key], rename)]);
  const all: Record<string, unknown> = {};
  for (const [key, one] of pairs) all[key as string] = one;
  return all;
}

/** The same story on a PBX that numbers its phones, or names its trunk, otherwise. */
function storyWith(capture: Capture, rename: Rename) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-numbering-'));
  try {
    for (const file of ['cdr.json', 'cel.json', '../directory.json']) {
      const from = path.join(capture.dir, file);
      if (fs.existsSync(from))
        fs.writeFileSync(
          path.join(folder, path.basename(file)),
          JSON.stringify(renamed(JSON.parse(fs.readFileSync(from, 'utf8')), rename)),
        );
    }
    const log = path.join(capture.dir, 'queue_log.txt');
    if (fs.existsSync(log))
      fs.writeFileSync(path.join(folder, 'queue_log.txt'), fs.readFileSync(log, 'utf8').split('\n').map(rename).join('\n'));
    return readCaptureFolder(folder);
  } finally {
    for (const file of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, file));
    fs.rmdirSync(folder);
  }
}

/** What a replay says of people and places, for comparing. */
function inWords(replayed: Replayed, rename: Rename): string[] {
  return replayed.judged.map((one) => {
    const { call, verdict } = one;
    const words = [
      call.direction,
      verdict.kind,
      verdict.reason,
      destinationOf(call, replayed.office.people),
      extensionsRung(call).join(),
      answeredBy(one).join(),
    ];
    return rename(words.join(' | '));
  });
}

const same: Rename = (text) => text;
const VARIANTS: readonly { readonly title: string; readonly rename: Rename }[] = [
  { title: 'four-digit extensions', rename: extensionsBecome('4') },
  { title: 'five-digit extensions', rename: extensionsBecome('42') },
  { title: 'extensions that look like DIDs', rename: extensionsBecome('3225551') },
  { title: 'a trunk named like an extension', rename: trunkBecomes('2000') },
  { title: 'a trunk named with dashes and dots', rename: trunkBecomes('my-carrier.example-1') },
];

describe('Extensions are known by the directory or by what rows prove, never by their digits', () => {
  const captures = allCaptures().filter((one) => one.pbx === 'freepbx17');
  for (const { title, rename } of VARIANTS) {
    it(`with a directory: ${title}`, () => {
      for (const capture of captures) {
        const before = replayStory(readCaptureFolder(capture.dir), ALL_SOURCES);
        const after = replayStory(storyWith(capture, rename), ALL_SOURCES);
        expect(inWords(after, same), capture.name).to.deep.equal(inWords(before, rename));
      }
    });

    for (const sources of [ALL_SOURCES, ['cel'], ['cdr', 'queue_log'], ['cdr']] as readonly (readonly SourceName[])[]) {
      it(`without a directory, from ${sources.join(' + ')}: ${title}`, () => {
        for (const capture of captures) {
          const bare = { ...storyWith(capture, rename), directory: EMPTY_DIRECTORY };
          const plain = { ...readCaptureFolder(capture.dir), directory: EMPTY_DIRECTORY };
          expect(inWords(replayStory(bare, sources), same), capture.name).to.deep.equal(inWords(replayStory(plain, sources), rename));
        }
      });
    }
  }

  for (const sources of [ALL_SOURCES, ['cel'], ['cdr', 'queue_log'], ['cdr']] as readonly (readonly SourceName[])[]) {
    it(`the verdict needs no directory at all: ${sources.join(' + ')}`, () => {
      for (const capture of captures) {
        const story = readCaptureFolder(capture.dir);
        const verdicts = (replayed: Replayed) => replayed.judged.map(({ call, verdict }) => `${call.id} ${call.direction} ${verdict.kind}`);
        const bare = replayStory({ ...story, directory: EMPTY_DIRECTORY }, sources);
        expect(verdicts(bare), capture.name).to.deep.equal(verdicts(replayStory(story, sources)));
      }
    });
  }
});
