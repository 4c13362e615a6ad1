// npm run chaos [-- --rounds 200 --seed N --json]: kills server, sequencer and PostgreSQL under load, and proves its checks.
import { setUp } from './setup.mjs';
import { main, run } from './terminal.mjs';

await main(async () => {
  await setUp({ web: false });
  const args = ['--import', '@oxc-node/core/register', 'tests/chaos/main.ts', ...process.argv.slice(2)];
  return (await run(process.execPath, args, { output: 'result' })).code;
});
