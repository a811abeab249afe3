'use strict';
// Keeps one MariaDB server, and ends it when whoever asked for it is gone: `node guard.cjs FOLDER,FOLDER… mariadbd ARG…`.
//
// Orders come as lines on stdin: `start`, `term` (clean stop), `kill` (as a power cut). When stdin ends, whether by stop(),
// Ctrl-C, an exception or kill -9 of the other side, the kernel closes the pipe: then the server is killed, the folders are
// removed, and this process ends too. Events go out as lines: `up PID`, `down CODE`.
const fs = require('node:fs');
const readline = require('node:readline');
const { spawn } = require('node:child_process');

const [folders, binary, ...args] = process.argv.slice(2);
let server = null;
let closing = false;

/** If even this process is killed, the kernel ends the server with it (setpriv is part of every Debian). */
const command = fs.existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', binary, ...args] : [binary, ...args];

function start() {
  server = spawn(command[0], command.slice(1), { stdio: 'ignore' });
  say(`up ${server.pid}`);
  server.on('error', (error) => say(`down ${error.message}`));
  server.on('exit', (code, signal) => {
    server = null;
    say(`down ${signal || code}`);
    if (closing) leave();
  });
}

function leave() {
  for (const folder of folders.split(',')) fs.rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

/** The other side may be gone already; that must not keep us from cleaning up. */
function say(line) {
  process.stdout.write(`${line}\n`, () => {});
}
process.stdout.on('error', () => {});

readline
  .createInterface({ input: process.stdin })
  .on('line', (order) => {
    if (order === 'start' && !server) start();
    if (order === 'term' && server) server.kill('SIGTERM');
    if (order === 'kill' && server) server.kill('SIGKILL');
  })
  .on('close', () => {
    closing = true;
    if (server) server.kill('SIGKILL');
    else leave();
  });

// Ctrl-C reaches every process of the terminal; ours leaves by the pipe, after the server.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('SIGHUP', () => {});
