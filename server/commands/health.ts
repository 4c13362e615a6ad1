import type { Config } from '#base/config';
import { openDatabase, withSetting } from '#base/db';
import { sayNothing, sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { reachDatabase } from '#base/reach-database';
import { systemNow } from '#base/time';
import type { Operations } from '#contract/operations';
import { evidenceFolder } from '#spine/evidence/evidence';
import { alarmName } from '#spine/watch/alarm-words';
import { judge } from '#spine/watch/judge';
import { watchLimits } from '#spine/watch/limits';
import { operationsView } from '#spine/watch/operations-view';
import { readWatch } from '#spine/watch/read-watch';
import { printJson } from './with-spine.ts';

/** As monitors (Nagios, cron, systemd) read an exit code: fine, a warning, grave. */
const codes = { fine: 0, yellow: 1, red: 2 } as const;

interface Standing {
  state: Operations['state'];
  /** What is not as it should be, in words. */
  alarms: { subject: string; level: 'yellow' | 'red'; name: string }[];
  processes: number;
}

/** How an installation stands, seen from outside of every server process. @throws OperatorError where its database is not there */
export async function standingOf(config: Config): Promise<Standing> {
  const { url } = await reachDatabase(config);
  const database = openDatabase(withSetting(url, 'statement_timeout', '20s'), {
    connections: 1,
    name: 'mingjing-health',
    say: sayNothing,
  });
  try {
    const readings = await readWatch(database.pool, evidenceFolder(config.dataFolder), systemNow());
    const view = operationsView(readings);
    const alarms: Standing['alarms'] = judge(readings, watchLimits).map(({ subject, level }) => ({
      subject,
      level,
      name: alarmName(subject).en,
    }));
    const processes = view.processes.filter((one) => one.state === 'running').length;
    if (processes === 0)
      alarms.push({ subject: 'gap:all', level: 'red', name: 'No server process is running' });
    return { state: processes === 0 ? 'red' : view.state, alarms, processes };
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new OperatorError(`The database cannot be asked: ${said}`, { cause });
  } finally {
    await database.close();
  }
}

/** Says how the system runs; exit code 0: as it should, 1: a warning, 2: grave, or nothing can be asked. Starts and changes nothing. */
export async function healthCommand(config: Config, { json }: { json?: boolean }): Promise<void> {
  const standing = await standingOf(config).catch((error: unknown): Standing => {
    if (!(error instanceof OperatorError)) throw error;
    return {
      state: 'red',
      alarms: [{ subject: 'database', level: 'red', name: error.message }],
      processes: 0,
    };
  });
  for (const { level, name, subject } of standing.alarms) sayOnTerminal(`${level}: ${name} (${subject})`);
  if (standing.alarms.length === 0) sayOnTerminal('Everything runs as it should.');
  if (json) printJson(standing);
  process.exitCode = codes[standing.state];
}
