'use strict';
// A .tar.gz that comes out the same byte for byte wherever it is made: sorted, no owner, no time but the one it is told.
const zlib = require('node:zlib');

const BLOCK = 512;

function octal(number, length) {
  return `${number.toString(8).padStart(length - 1, '0')}\0`;
}

/** The header of one file or folder. Throws when its name is longer than the format knows. */
function header({ name, mode, size, type, mtime }) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for a tar file.`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(octal(mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(mtime, 12), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function foldersOf(files) {
  const folders = new Set();
  for (const { name } of files) {
    const parts = name.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) folders.add(`${parts.slice(0, depth).join('/')}/`);
  }
  return [...folders].map((name) => ({ name, folder: true }));
}

/** The archive of `{ name, content }`, all readable and none executable; `mtime` in seconds. */
function tarGz(files, mtime) {
  const all = [...files, ...foldersOf(files)].sort((one, other) => (one.name < other.name ? -1 : 1));
  const blocks = [];
  for (const { name, content, folder } of all) {
    const size = folder ? 0 : content.length;
    blocks.push(header({ name, mode: folder ? 0o755 : 0o644, size, type: folder ? '5' : '0', mtime }));
    if (folder) continue;
    blocks.push(content, Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK));
  }
  const packed = zlib.gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  // The system it was packed on, which is nobody's business: "unknown".
  packed[9] = 255;
  return packed;
}

module.exports = { tarGz };
