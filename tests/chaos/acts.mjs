// Counts what this process does to database and files, before and after each act, and kills it at the one it is told to.
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

/** Which acts are counted: `sequencing` (of the sequencer, its files included) or `writing` (all other statements). */
let armed;
let left = 0;

function reach(kind) {
  if (kind !== armed) return;
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
}

function around(kind, act) {
  reach(kind);
  const result = act();
  if (typeof result?.then !== 'function') return result;
  return result.then((value) => {
    reach(kind);
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
    const kind = sequencing.has(this) ? 'sequencing' : 'writing';
    if (/advisory_unlock/.test(text)) sequencing.delete(this);
    return around(kind, () => query.apply(this, args));
  };
}

function countFiles() {
  for (const name of ['open', 'rename', 'mkdir', 'rm']) {
    const act = fs.promises[name];
    fs.promises[name] = (...args) =>
      String(args[0]).includes('/evidence')
        ? around('sequencing', () => act.apply(fs.promises, args))
        : act.apply(fs.promises, args);
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
  // Listening does not keep the process alive.
  process.channel?.unref();
}
