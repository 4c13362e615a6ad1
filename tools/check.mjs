// npm run check: what must hold of the source before it is run. Each check prints its time and, if it fails, what to do.
import { access } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { setUp } from './setup.mjs';
import { main, root, run, runPackaged, say } from './terminal.mjs';

const packaged = (file, ...args) => [runPackaged, `${file}`, args];

/** Name, how it is run, what to do if it fails; `only` names the file without which it is left out. */
const checks = [
  {
    name: 'format',
    how: packaged('@biomejs/biome/bin/biome', 'format', '.'),
    todo: 'npx biome format --write .',
  },
  {
    name: 'lint',
    how: packaged('oxlint/bin/oxlint', '--deny-warnings', '.'),
    todo: 'put right what is named above (npx oxlint --fix does some of it)',
  },
  {
    name: 'types',
    how: packaged('typescript/bin/tsc', '--noEmit', '-p', '.'),
    todo: 'put right what is named above',
  },
  {
    name: 'boundaries',
    how: [run, process.execPath, ['tools/check-boundaries.mjs']],
    todo: 'move the code to where it may be imported from (docs/architecture.md), never the rule',
  },
  {
    name: 'dead code',
    how: packaged('knip/bin/knip.js', '--no-progress'),
    todo: 'delete what nobody uses, or use it; an export for tests alone is a sign',
  },
  {
    name: 'OpenAPI',
    only: 'tools/openapi.ts',
    how: [run, process.execPath, ['--import', '@oxc-node/core/register', 'tools/openapi.ts', '--check']],
    todo: 'node --import @oxc-node/core/register tools/openapi.ts, and commit docs/openapi.json',
  },
];

/** Runs them all, also after one fails, and gives how many failed. */
export async function runChecks() {
  let failed = 0;
  for (const { name, how, todo, only } of checks) {
    if (only && !(await isThere(only))) continue;
    const [start, what, args] = how;
    const from = performance.now();
    const { code, text } = await start(what, args, { output: 'kept' });
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    if (code === 0) {
      say(`✓ ${name} (${seconds} s)`);
      continue;
    }
    failed += 1;
    say(`${text.trim()}\n✗ ${name} (${seconds} s): ${todo}`);
  }
  return failed;
}

const isThere = (file) =>
  access(`${root}${file}`).then(
    () => true,
    () => false,
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await setUp({ web: false });
    return (await runChecks()) > 0 ? 1 : 0;
  });
}
