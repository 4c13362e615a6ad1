import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { serve } from '../main.ts';

/** Serves until it is told to stop, and then closes in order. */
export async function serveCommand(config: Config): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const running = await serve(config, sayOnTerminal);
  sayOnTerminal(`Mingjing 明镜 is ready at ${running.url}`);
  sayOnTerminal(
    `  ${running.url}/          the portal: look up a case by its receipt code, search the catalogue`,
  );
  if (config.demo) {
    sayOnTerminal(`  ${running.url}/cockpit   the wall of the supervision centre, live`);
    sayOnTerminal(
      `  ${running.url}/workbench alerts, corrections, cases, imports: sign in as one of the invented people listed there`,
    );
  } else sayOnTerminal('  ./mingjing admin makes the first administrators, who sign in at the workbench.');
  await stopped;
  sayOnTerminal('Stopping.');
  await running.close();
}
