import { SingleBar } from 'cli-progress';
import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { evidenceFolder } from '#spine/evidence/evidence';
import { verifyInstallation, type VerifyReport } from '#spine/evidence/verify';
import { printJson, withSpine } from './with-spine.ts';

/** Checks the whole installation and names everything that is damaged; exit code 1 when anything is. */
export async function verifyCommand(config: Config, options: { json?: boolean }): Promise<void> {
  const bar = new SingleBar({ format: '{bar} {percentage} % | {value} of {total} {step}', hideCursor: true });
  const showBar = !options.json && process.stderr.isTTY;
  const report = await withSpine(
    config,
    sayOnTerminal,
    async (spine) => {
      if (showBar) bar.start(1, 0, { step: 'leaves' });
      const result = await verifyInstallation(spine, evidenceFolder(config.dataFolder), {
        onProgress: (step, done, total) => {
          if (!showBar) return;
          bar.setTotal(Math.max(total, 1));
          bar.update(done, { step });
        },
      });
      if (showBar) bar.stop();
      return result;
    },
    { writes: false },
  );
  summarise(report);
  const { ok, leaves, damaged } = report;
  if (options.json) printJson({ ok, leaves, damaged: damaged.length });
  if (!ok) process.exitCode = 1;
}

function summarise({ ok, leaves, pending, signed, damaged }: VerifyReport): void {
  for (const { kind, name, what } of damaged) sayOnTerminal(`${kind} ${name}: ${what}`);
  sayOnTerminal(`${leaves} leaves checked, ${signed} of them signed; ${pending} entries are on their way.`);
  sayOnTerminal(
    ok
      ? 'Everything is as it was recorded.'
      : `${damaged.length} ${damaged.length === 1 ? 'thing is' : 'things are'} damaged.`,
  );
}
