// Sets up and runs the command line of the server in this same process: its signals and exit code are ours.
import { pathToFileURL } from 'node:url';
import { setUp } from './setup.mjs';
import { main, root } from './terminal.mjs';

/** @param {string[]} args - what follows `mingjing` on the command line */
export function launch(args) {
  return main(async () => {
    await setUp({ web: args[0] === 'serve' });
    await import('@oxc-node/core/register');
    process.argv = [process.execPath, 'mingjing', ...args];
    await import(pathToFileURL(`${root}server/cli.ts`).href);
  });
}
