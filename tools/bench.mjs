// npm run bench
import { setUp } from './setup.mjs';
import { main, run } from './terminal.mjs';

await main(async () => {
  await setUp({ web: false });
  const args = ['--import', '@oxc-node/core/register', 'bench/main.ts', ...process.argv.slice(2)];
  return (await run(process.execPath, args, { output: 'result' })).code;
});
