import { builtinModules } from 'module';
import * as path from 'path';
import { exportedFunctionsOf, hasDocstring, type Import, importsOf, lineOf, placesOf, type Source } from './source';

/**
 * An area names files: a folder with all in it (`service/web`), a file without its ending (`service/render`),
 * or a pattern in which `*` stands for anything but a slash (`service/*.ts`, `shared/phone*`).
 */
export type Area = string;

/** What the files of one area may import. */
export interface ImportLaw {
  readonly area: Area;
  readonly mayImport: readonly Area[];
  /** May be imported too, but only with `import type`. */
  readonly mayImportTypesOf?: readonly Area[];
  /** Modules of Node itself; `any` for all of them. */
  readonly builtins: readonly string[] | 'any';
}

/** In which areas each package may be imported. A package that is not here may be imported nowhere. */
export type PackageLaw = Readonly<Record<string, readonly Area[]>>;

/** Something that may not be written in some areas. */
export interface Ban {
  readonly what: string;
  readonly why: string;
  readonly pattern: RegExp;
  /** Where to look: in the code proper, inside string literals, inside regex literals, or in the whole text. */
  readonly within: 'code' | 'strings' | 'regexes' | 'text';
  readonly areas: readonly Area[];
  readonly except: readonly Area[];
}

/** Whether a file belongs to an area. */
export function belongsTo(file: string, area: Area): boolean {
  const pattern = area.replace(/[.+^$()|[\]{}]/g, '\\$&').replace(/\*/g, '[^/]*');
  return new RegExp(`^${pattern}(?:/.*|\\.[a-z]+)?$`).test(file);
}

function isIn(file: string, areas: readonly Area[]): boolean {
  return areas.some((area) => belongsTo(file, area));
}

function place(source: Source, at: number): string {
  return `${source.path}:${lineOf(source, at)}`;
}

/** The faults of one file's imports. The first law whose area the file is in is the one that holds. */
export function importFaults(source: Source, laws: readonly ImportLaw[], packages: PackageLaw): string[] {
  const law = laws.find((candidate) => belongsTo(source.path, candidate.area));
  if (law === undefined) return [`${source.path} is in no area of the law: give its folder a line`];
  return importsOf(source)
    .map((found) => ({ found, fault: importFault(source, found, law, packages) }))
    .filter(({ fault }) => fault !== undefined)
    .map(({ found, fault }) => `${place(source, found.at)} imports ${fault}`);
}

function importFault(source: Source, found: Import, law: ImportLaw, packages: PackageLaw): string | undefined {
  const { target } = found;
  if (target === undefined) return 'something that is not a plain string';
  if (target.startsWith('.')) {
    const file = path.posix.join(path.posix.dirname(source.path), target);
    const allowed = law.mayImport.concat(found.onlyTypes && law.mayImportTypesOf !== undefined ? law.mayImportTypesOf : []);
    return isIn(file, allowed) ? undefined : `${file}, but ${law.area} may import only ${allowed.join(', ') || 'nothing of ours'}`;
  }
  const name = target.replace(/^node:/, '');
  if (builtinModules.indexOf(name) !== -1) {
    const allowed = law.builtins === 'any' || law.builtins.indexOf(name) !== -1;
    return allowed ? undefined : `Node's ${name}, but ${law.area} may not`;
  }
  const packageName = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  const areas = packages[packageName];
  if (areas === undefined) return `the package ${packageName}, which the law does not know`;
  return isIn(source.path, areas) ? undefined : `${packageName}, but only ${areas.join(', ')} may`;
}

/** The faults of one file against one ban. */
export function banFaults(source: Source, ban: Ban): string[] {
  if (!isIn(source.path, ban.areas) || isIn(source.path, ban.except)) return [];
  const pieces = {
    code: [{ at: 0, text: source.code }],
    text: [{ at: 0, text: source.text }],
    strings: source.strings,
    regexes: source.regexes,
  };
  const faults: string[] = [];
  for (const piece of pieces[ban.within]) {
    for (const { at } of placesOf(piece.text, ban.pattern)) faults.push(`${place(source, piece.at + at)} has ${ban.what}: ${ban.why}`);
  }
  return faults;
}

/** A fault when a file is longer than that many lines. */
export function lengthFaults(source: Source, maximumLines: number): string[] {
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  return lines > maximumLines ? [`${source.path} has ${lines} lines, more than ${maximumLines}: it holds more than one concept`] : [];
}

/** A fault for every exported function without a doc comment right above it. */
export function docstringFaults(source: Source): string[] {
  return exportedFunctionsOf(source)
    .filter(({ at }) => !hasDocstring(source, at))
    .map(({ at, name }) => `${place(source, at)} exports ${name} without a doc comment above it`);
}
