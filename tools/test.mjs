// npm test [-- vitest's arguments]: sets up, finds a browser, runs every test; with CI=true the checks first.
import { findBrowser } from './browser.mjs';
import { runChecks } from './check.mjs';
import { setUp } from './setup.mjs';
import { main, runPackaged, say } from './terminal.mjs';

await main(async () => {
  await setUp();
  await findBrowser();
  if (process.env.CI === 'true') {
    const failed = await runChecks();
    if (failed > 0) return 1;
  } else {
    say('Format, lint, types and boundaries: npm run check (or CI=true npm test).');
  }
  const args = ['run', ...process.argv.slice(2)];
  return (await runPackaged('vitest/vitest.mjs', args, { output: 'result' })).code;
});
