import type { Config } from '#base/config';
import { createLog, type Say, sayInLog, sayOnTerminal } from '#base/log';
import { serve } from '../main.ts';
import { linkWords } from './link-words.ts';

/** For a person at a terminal, or as entries of the log, where the settings say how it is kept. */
const wordsOf = ({ logLevel }: Config): Say =>
  logLevel === undefined ? sayOnTerminal : sayInLog(createLog(undefined, logLevel));

/** Serves until it is told to stop, and then closes in order. */
export async function serveCommand(config: Config): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const say = wordsOf(config);
  const running = await serve(config, say);
  say(`Mingjing 明镜 is ready at ${running.url}`);
  say(`  ${running.url}/          the portal: look up a case by its receipt code, search the catalogue`);
  if (config.demo) {
    say(`  ${running.url}/cockpit   the wall of the supervision centre, live`);
    say(
      `  ${running.url}/workbench alerts, corrections, cases, imports: sign in as one of the invented people listed there`,
    );
  } else say('  ./mingjing admin makes the first administrators, who sign in at the workbench.');
  say(`  ${linkWords(config.address, running.url)}`);
  await stopped;
  say('Stopping.');
  await running.close();
}
