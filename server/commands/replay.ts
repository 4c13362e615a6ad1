import { SingleBar } from 'cli-progress';
import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { replay, type ReplayReport } from '#spine/journal/replay';
import type { Spine } from '#spine/spine';
import { printJson, withSpine } from './with-spine.ts';

/** Recomputes everything from the journal and compares; exit code 1 when anything differs. */
export async function replayCommand(config: Config, options: { json?: boolean }): Promise<void> {
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {value} of {total} cases',
    hideCursor: true,
  });
  const showBar = !options.json && process.stderr.isTTY;
  const report = await withSpine(config, sayOnTerminal, retell, { writes: false });
  async function retell(spine: Spine): Promise<ReplayReport> {
    if (showBar) bar.start(1, 0);
    const result = await replay(spine, {
      onProgress: (done, total) => {
        if (!showBar) return;
        bar.setTotal(Math.max(total, 1));
        bar.update(done);
      },
    });
    if (showBar) bar.stop();
    return result;
  }
  summarise(report);
  const { differences, cases, events, alerts } = report;
  if (options.json) printJson({ differences, cases, events, alerts });
  if (differences > 0) process.exitCode = 1;
}

function summarise({ differences, cases, events, alerts, listed }: ReplayReport): void {
  sayOnTerminal(`${cases} cases retold from ${events} journal entries, with ${alerts} alerts.`);
  if (differences === 0) {
    sayOnTerminal('No difference: cases, clocks, alerts, corrections and roll-ups are as the journal tells.');
    return;
  }
  for (const one of listed)
    sayOnTerminal(
      `${one.case} ${one.what}\n  journal tells: ${one.expected}\n  stored:        ${one.stored}`,
    );
  if (differences > listed.length) sayOnTerminal(`… and ${differences - listed.length} more.`);
  const what = differences === 1 ? '1 difference' : `${differences} differences`;
  sayOnTerminal(`${what}: what is stored is not what the journal tells.`);
}
