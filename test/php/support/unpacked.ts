import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..', '..');

/** The package as it is uploaded, and what FreePBX makes of it. */
export interface Unpacked {
  readonly archive: string;
  readonly module: string;
}

/** Packs into a folder of its own; `args` go to pack() as JSON. */
export function packInto(folder: string, options: object = {}): string {
  const script =
    "require('./tools/package.cjs').pack(JSON.parse(process.argv[1])).then((file) => console.log(file), (error) => { console.error(error.message); process.exit(1); });";
  const all = { dist: path.join(folder, 'dist'), out: folder, ...options };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, JSON.stringify(all)], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return (stdout.trim().split('\n').pop() || '').trim();
}

let unpacked: Unpacked | null = null;

/** The package of these sources, unpacked once a run. */
export function unpackedModule(): Unpacked {
  if (unpacked === null) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-package-'));
    const archive = packInto(folder);
    spawnSync('tar', ['-xzf', archive, '-C', folder]);
    unpacked = { archive, module: path.join(folder, 'smartmissedcalls') };
    process.on('exit', () => spawnSync('rm', ['-rf', folder]));
  }
  return unpacked;
}

/** Every file of the module, by its name inside it. */
export function moduleFiles(folder: string, prefix = ''): string[] {
  return fs
    .readdirSync(path.join(folder, prefix))
    .reduce<string[]>(
      (all, name) =>
        all.concat(
          fs.statSync(path.join(folder, prefix, name)).isDirectory() ? moduleFiles(folder, `${prefix}${name}/`) : [`${prefix}${name}`],
        ),
      [],
    );
}
