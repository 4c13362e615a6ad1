import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { operationsApi } from '#contract/operations';
import type { Spine } from '#spine/spine';
import { listAlarms, operationsView } from './operations-view.ts';
import { readWatch } from './read-watch.ts';

/**
 * How the system itself runs, for system administrators. Read anew each time, so that it also tells where this process's own
 * watch is what sleeps. @param logFolder folder of the log; null: there is none
 */
export function registerOperationsRoutes(app: FastifyInstance, spine: Spine, logFolder: string | null): void {
  route(app, operationsApi.getOperations, async () =>
    operationsView(await readWatch(spine.pool, logFolder, spine.now())),
  );
  route(app, operationsApi.listAlarms, ({ query }) => listAlarms(spine.pool, query));
}
