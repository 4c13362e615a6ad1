import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { drillRestore, type DrillReport } from '../drill.ts';
import { printJson } from './with-spine.ts';

/** Tries a restore to a point in time on a copy that is thrown away; exit code 1 where what comes back is not what was recorded. */
export async function drillCommand(config: Config, { json }: { json?: boolean }): Promise<void> {
  const report = await drillRestore(config, sayOnTerminal);
  summarise(report);
  if (json) printJson(report);
  if (!report.ok) process.exitCode = 1;
}

function summarise(report: DrillReport): void {
  const { events, replay, verify, backup, recovery, loss } = report;
  sayOnTerminal(
    `Restored to ${report.target}: ${events.restored} journal entries (there were ${events.before} just before, ${events.after} just after).`,
  );
  sayOnTerminal(
    `Replay: ${replay.differences} differences in ${replay.cases} cases. Verify: ${verify.leaves} leaves, ${verify.damaged} damaged.`,
  );
  sayOnTerminal(
    `Backup of ${(backup.bytes / 1_000_000).toFixed(0)} MB: ${backup.seconds} s. Recovery time (RTO), copying included: ${recovery.seconds} s; checking: ${recovery.checkSeconds} s.`,
  );
  sayOnTerminal(
    loss.archived
      ? `Recovery point (RPO): a loss of the disk in the moment of the drill would have cost the last ${loss.seconds} s.`
      : 'Recovery point (RPO): nothing is archived (MINGJING_ARCHIVE), so a loss of the disk costs everything since the last backup.',
  );
  sayOnTerminal(report.ok ? 'The drill has passed.' : 'THE DRILL HAS FAILED.');
}
