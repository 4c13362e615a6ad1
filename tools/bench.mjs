// npm run bench
import { setUp } from './setup.mjs';
import { main, run } from './terminal.mjs';

await main(async () => {
  const named = process.argv.slice(2).filter((one) => !one.startsWith('-'));
  await setUp({ web: named.length === 0 || named.includes('first-page') });
  // The young generation of `npm start` and `./mingjing` (docs/decisions/0021-speed-of-the-pipeline.md).
  const args = [
    '--max-semi-space-size=128',
    '--import',
    '@oxc-node/core/register',
    'bench/main.ts',
    ...process.argv.slice(2),
  ];
  return (await run(process.execPath, args, { output: 'result' })).code;
});
