'use strict';
// node tools/smoke-daemon.cjs NODE BUNDLE FOLDER: runs the daemon on that Node, without a database, asks its socket for a page, a file
// and its health, asks it to stop, and prints a line an answer. That all templates compile there is proven by its start.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { spawn } = require('node:child_process');

const [node, bundle, folder] = process.argv.slice(2);
const socket = path.join(folder, 'pages.sock');
const STARTS_WITHIN_MS = 20_000;

function ask(page) {
  return new Promise((resolve, reject) => {
    http
      .get({ socketPath: socket, path: page }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        answer.on('end', () => resolve(`${page} ${answer.statusCode} ${answer.headers['content-type']} ${text.length > 20}`));
      })
      .on('error', reject);
  });
}

async function main() {
  const child = spawn(node, [bundle, 'run', '--config', path.join(folder, 'config.json')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (piece) => {
    told += piece;
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal || code)));
  try {
    const giveUpAt = Date.now() + STARTS_WITHIN_MS;
    while (!fs.existsSync(socket)) {
      if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`It opened no pages.\n${told}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const page of ['/health', '/', '/assets/base.css']) console.log(await ask(page));
    child.kill('SIGTERM');
    console.log(`stopped ${await ended}`);
  } finally {
    child.kill('SIGKILL');
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
