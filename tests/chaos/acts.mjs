// Counts what this process does to database and files, before and after each act, and kills it at the one it is told to.
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Which acts are counted: `filing` (of the sequencer on the files of the log), `sequencing` (these and its statements) or
 * `writing` (all other statements).
 */
let armed;
let left = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

/** One more point has come at which the process might die. */
function comesNow(kinds) {
  return kinds.includes(armed) && --left === 0;
}

function around(kinds, act) {
  if (comesNow(kinds)) die();
  const result = act();
  if (typeof result?.then !== 'function') return result;
  return result.then((value) => {
    if (comesNow(kinds)) die();
    return value;
  });
}

/** The sequencer's connection, from its lock to its end. */
const sequencing = new WeakSet();
const takesLock = /advisory_lock\(7241, 1\)/;

function countStatements() {
  const { Client } = createRequire(import.meta.url)('pg');
  const query = Client.prototype.query;
  Client.prototype.query = function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    if (takesLock.test(text)) sequencing.add(this);
    const kinds = [sequencing.has(this) ? 'sequencing' : 'writing'];
    if (/advisory_unlock/.test(text)) sequencing.delete(this);
    return around(kinds, () => query.apply(this, args));
  };
}

const ofFiles = ['filing', 'sequencing'];

/** A write has a middle too: half of it is in the file then. */
function countWrites(handle) {
  const write = handle.writeFile.bind(handle);
  handle.writeFile = (bytes, ...rest) => {
    if (comesNow(ofFiles)) {
      fs.writeSync(handle.fd, bytes.subarray(0, bytes.length / 2));
      die();
    }
    return around(ofFiles, () => write(bytes, ...rest));
  };
  return handle;
}

function countFiles() {
  for (const name of ['open', 'rename', 'mkdir', 'rm']) {
    const act = fs.promises[name];
    fs.promises[name] = (...args) => {
      if (!String(args[0]).includes('/evidence')) return act.apply(fs.promises, args);
      const done = around(ofFiles, () => act.apply(fs.promises, args));
      return name === 'open' ? done.then(countWrites) : done;
    };
  }
  syncBuiltinESMExports();
}

/** From now on counts, and waits to be told by its parent at which act to die: `{ kind, acts }`, or `{}` for never. */
export function listen() {
  countStatements();
  countFiles();
  process.on('message', (order) => {
    armed = order.kind;
    left = order.acts ?? 0;
  });
  // Whoever started it is gone.
  process.on('disconnect', die);
  // Listening does not keep the process alive.
  process.channel?.unref();
}
