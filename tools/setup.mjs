// Sets the clone up for use: Node's version, packages, web pages. Says what it does; says nothing if all is there.
import { pathToFileURL } from 'node:url';
import { ensurePackages } from './setup-packages.mjs';
import { ensureWeb } from './setup-web.mjs';
import { main, SetupError } from './terminal.mjs';

const oldestNode = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SetupError(
    `Mingjing needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node} (${process.execPath}). ` +
      'Install a newer one from https://nodejs.org and try again.',
  );
}

/** @param {{ web?: boolean }} wanted - whether the web pages are needed */
export async function setUp({ web = true } = {}) {
  checkNode();
  await ensurePackages();
  if (web) await ensureWeb();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(() => setUp());
