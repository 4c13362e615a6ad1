// Runs dependency-cruiser and makes sure that it has looked: with a TypeScript it cannot use it finds nothing, and passes.
import { readdir } from 'node:fs/promises';
import { main, root, runPackaged, SetupError, say } from './terminal.mjs';

const folders = ['contract', 'server', 'web', 'tests', 'bench'];

await main(async () => {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { text } = await runPackaged('dependency-cruiser/bin/dependency-cruise.mjs', args, {
    output: 'kept',
  });
  const report = read(text);
  const seen = report.modules.filter(({ source }) => folders.includes(source.split('/')[0])).length;
  const there = await countSources();
  if (seen < there || there === 0) {
    throw new SetupError(`dependency-cruiser saw ${seen} modules of ${there}: its verdict would be empty.`);
  }
  const { violations, totalDependenciesCruised } = report.summary;
  for (const { rule, from, to, cycle } of violations) {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    say(`${rule.name}: ${from} → ${way}`);
  }
  say(`${seen} modules, ${totalDependenciesCruised} dependencies, ${violations.length} violations`);
  return violations.length > 0 ? 1 : 0;
});

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new SetupError(`dependency-cruiser did not report:\n${text}`);
  }
}

async function countSources() {
  let sources = 0;
  for (const folder of folders) {
    const entries = await readdir(`${root}${folder}`, { recursive: true }).catch(() => []);
    sources += entries.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).length;
  }
  return sources;
}
