// Counts what this process does to database and files, before and after each act, and kills it at the one it is told to; or
// holds a commit on its way to the database.
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Whose acts a connection does, from one statement to another. All but the sequencer's are `writing` too. Acts on the files
 * of the log are `filing`.
 */
const turns = [
  { kind: 'sequencing', begins: /advisory_lock\(7241, 1\)/, ends: /advisory_unlock/ },
  { kind: 'ticking', begins: /pg_advisory_xact_lock\(\$1/, ends: /^(COMMIT|ROLLBACK$)/ },
  { kind: 'batching', begins: /begin_batch\(/, ends: /^(COMMIT|ROLLBACK$)/ },
];
const triesLock = /pg_try_advisory_lock\(7241/;
const ofFiles = ['filing'];

/** What the parent wants: `{ kind, acts, file }` to die at an act, `{ hold }` to hold the next commit of a batch. */
let order = {};
let left = 0;
/** Sends the commit that is held. */
let letGo;

const die = () => process.kill(process.pid, 'SIGKILL');

/** One more point has come at which the process might die. */
function comesNow(kinds, file) {
  if (!kinds.includes(order.kind)) return false;
  return (order.file === undefined || file?.startsWith(order.file)) && --left === 0;
}

function around(kinds, act, file) {
  if (comesNow(kinds, file)) die();
  const result = act();
  if (typeof result?.then !== 'function') return result;
  return result.then((value) => {
    if (comesNow(kinds, file)) die();
    return value;
  });
}

/** Until the parent lets go. What the connection is told meanwhile comes after it, as on a slow network. */
function hold() {
  order = {};
  process.send({ holds: true });
  return new Promise((resolve) => {
    letGo = resolve;
  });
}

function countStatements() {
  const { Client } = createRequire(import.meta.url)('pg');
  const query = Client.prototype.query;
  const turnOf = new WeakMap();
  const heldOn = new WeakMap();
  Client.prototype.query = function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '');
    const turn = turns.find(({ begins }) => begins.test(text)) ?? turnOf.get(this);
    if (turn?.ends.test(text)) turnOf.delete(this);
    else if (turn) turnOf.set(this, turn);
    const kinds = turn?.kind === 'sequencing' ? [turn.kind] : ['writing', turn?.kind];
    const send = () => around(kinds, () => query.apply(this, args));
    if (order.hold && turn?.kind === 'batching' && text === 'COMMIT')
      heldOn.set(
        this,
        hold().finally(() => heldOn.delete(this)),
      );
    const held = heldOn.get(this);
    const result = held ? held.then(send) : send();
    // Another process sequences: the connection goes back to those that serve everybody.
    if (triesLock.test(text)) result.then(({ rows }) => rows[0].mine || turnOf.delete(this)).catch(() => {});
    return result;
  };
}

/** A write has a middle too: half of it is in the file then. */
function countWrites(handle, file) {
  const write = handle.writeFile.bind(handle);
  handle.writeFile = (bytes, ...rest) => {
    if (comesNow(ofFiles, file)) {
      fs.writeSync(handle.fd, bytes.subarray(0, bytes.length / 2));
      die();
    }
    return around(ofFiles, () => write(bytes, ...rest), file);
  };
  return handle;
}

function countFiles() {
  for (const name of ['open', 'rename', 'mkdir', 'rm']) {
    const act = fs.promises[name];
    fs.promises[name] = (...args) => {
      const [, file] = String(args[0]).split('/evidence');
      if (file === undefined) return act.apply(fs.promises, args);
      const done = around(ofFiles, () => act.apply(fs.promises, args), file);
      return name === 'open' ? done.then((handle) => countWrites(handle, file)) : done;
    };
  }
  syncBuiltinESMExports();
}

/**
 * From now on counts, and waits to be told by its parent what to die at or to hold (`{}`: nothing) or to let go of what it
 * holds, and says that it has heard.
 */
export function listen() {
  countStatements();
  countFiles();
  process.on('message', (told) => {
    if (told.letGo) letGo?.();
    else order = told;
    left = told.acts ?? 0;
    process.send({ heard: true });
  });
  // Whoever started it is gone.
  process.on('disconnect', die);
  // Listening does not keep the process alive.
  process.channel?.unref();
}
