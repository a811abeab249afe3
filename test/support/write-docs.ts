import * as fs from 'fs';
import * as path from 'path';
import { truthTable } from './truth-table';

const file = path.join(__dirname, '..', '..', 'docs', 'TRUTH.md');
fs.mkdirSync(path.dirname(file), { recursive: true } as fs.MakeDirectoryOptions);
fs.writeFileSync(file, truthTable());
process.stdout.write('docs/TRUTH.md written\n');
