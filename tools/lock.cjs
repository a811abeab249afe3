'use strict';
// A lock between processes: a folder that holds one file, named after its holder (pid@host).
//
// A dead holder is taken over by deleting *its* file: that succeeds for one contender only, and an emptied folder is
// nobody's. So two that find the same stale lock can never both believe they hold it.
//
// Runs before anything is installed: no dependency.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const HEARTBEAT_MS = 5_000;
/** No heartbeat for this long means dead, whatever the pid says: pids are reused, and mean nothing on another host. */
const STALE_MS = 60_000;
const POLL_MS = 200;

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function ignoring(codes, work) {
  try {
    return work();
  } catch (error) {
    if (!codes.includes(error.code)) throw error;
    return undefined;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isStale(lockDir, holder) {
  const pid = Number(holder.split('@')[0]);
  const host = holder.slice(holder.indexOf('@') + 1);
  if (host === os.hostname() && !isRunning(pid)) return true;
  const stat = ignoring(['ENOENT'], () => fs.statSync(path.join(lockDir, holder)));
  return stat !== undefined && Date.now() - stat.mtimeMs > STALE_MS;
}

/** Makes the folder with our name already in it, then moves it in place: there is no moment at which it is taken and unnamed. */
function tryTake(lockDir, holder) {
  const draft = `${lockDir}.${holder}`;
  fs.mkdirSync(draft);
  fs.writeFileSync(path.join(draft, holder), '');
  try {
    fs.renameSync(draft, lockDir);
    return true;
  } catch (error) {
    fs.unlinkSync(path.join(draft, holder));
    fs.rmdirSync(draft);
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    return false;
  }
}

function release(lockDir, holder) {
  ignoring(['ENOENT'], () => fs.unlinkSync(path.join(lockDir, holder)));
  ignoring(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => fs.rmdirSync(lockDir));
}

/** Runs `work` while holding the lock; waits for whoever holds it. `onWait(holder)` is called once if there is a wait. */
async function withLock(lockDir, work, onWait) {
  const me = `${process.pid}@${os.hostname()}`;
  let told = false;
  while (!tryTake(lockDir, me)) {
    const [holder] = ignoring(['ENOENT'], () => fs.readdirSync(lockDir)) ?? [];
    if (holder === undefined) continue;
    if (isStale(lockDir, holder)) {
      release(lockDir, holder);
      continue;
    }
    if (!told) onWait?.(holder);
    told = true;
    await pause(POLL_MS);
  }
  const heartbeat = setInterval(() => {
    ignoring(['ENOENT'], () => fs.utimesSync(path.join(lockDir, me), new Date(), new Date()));
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release(lockDir, me);
  }
}

module.exports = { withLock };
