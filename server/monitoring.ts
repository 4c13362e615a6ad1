import os from 'node:os';
import type { Config } from '#base/config';
import { openDatabase, withSetting } from '#base/db';
import { readMigrations } from '#base/migrations';
import { startTracing } from '#base/tracing';
import { evidenceFolder } from '#spine/evidence/evidence';
import type { Spine } from '#spine/spine';
import { Metrics } from '#spine/watch/metrics';
import type { Monitor } from '#spine/watch/monitor-routes';
import { version } from '#base/version';
import { Watch } from '#spine/watch/watch';

/** What watches a server process, and what monitors read of it. */
export interface Monitoring {
  readonly monitor: Monitor;
  /** Begins to look; to be called when the loops run. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A statement of the watch that takes longer is given up: it never waits with what it watches. */
const statementTimeout = '10s';

/** Puts together what watches a process; nothing looks before `start`. @param port the one that it listens on */
export async function openMonitoring(
  spine: Spine,
  config: Config,
  { appUrl, port }: { appUrl: string; port: number },
): Promise<Monitoring> {
  const { now, log, ways } = spine;
  const stopTracing = config.traces && (await startTracing(config.traces, { name: 'mingjing', version }));
  const database = openDatabase(withSetting(appUrl, 'statement_timeout', statementTimeout), {
    connections: 2,
    name: 'mingjing-watch',
    say: (sentence) => log.warn(sentence),
  });
  const schema = (await readMigrations()).at(-1)?.name ?? '';
  const streams = () => spine.live.readers;
  const watch = new Watch({
    pool: database.pool,
    log,
    now,
    ways,
    logFolder: evidenceFolder(config.dataFolder),
    self: {
      name: `${os.hostname()}:${port}`,
      schema,
      dataFolder: config.dataFolder,
      figures: () => ({
        streams: streams(),
        connections: spine.pool.totalCount - spine.pool.idleCount,
        waitedFor: spine.pool.waitingCount,
      }),
    },
  });
  const newest = () => watch.newest;
  const metrics = new Metrics({ now, pool: spine.pool, dataFolder: config.dataFolder, newest, streams });
  return {
    monitor: {
      token: config.metricsToken,
      now,
      newest,
      metrics: async () => ({ type: metrics.contentType, text: await metrics.render() }),
    },
    start: () => watch.start(),
    async stop() {
      await watch.stop().catch((error: unknown) => log.error('the watch could not say goodbye', error));
      metrics.stop();
      await database.close();
      await stopTracing?.();
    },
  };
}
