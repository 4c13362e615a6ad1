import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { createHttp } from '#base/http';
import type { Log } from '#base/log';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerCalendarRoutes } from '#spine/calendar/calendar-routes';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { registerProgressRoutes } from '#spine/cases/progress-routes';
import { registerCatalogueRoutes } from '#spine/catalogue/catalogue-routes';
import { registerCorrectionRoutes } from '#spine/corrections/correction-routes';
import { registerEventRoutes } from '#spine/intake/event-routes';
import { registerImportRoutes } from '#spine/intake/import-routes';
import { registerSourceRoutes } from '#spine/intake/source-routes';
import { registerLiveRoutes } from '#spine/live/live-routes';
import { registerRegionRoutes } from '#spine/regions/region-routes';
import type { Spine } from '#spine/spine';
import { registerOverviewRoutes } from '#spine/statistics/overview-routes';
import { openapiOptions } from './openapi.ts';

const root = path.resolve(import.meta.dirname, '..');
const webFolder = path.join(root, 'dist/web');
const mapFile = path.join(root, 'reference/map/shandong.topo.json');

/** Until people and permissions come, the workbench is open in demonstration mode alone. */
function closeWorkbench(app: FastifyInstance, spine: Spine): void {
  app.addHook('onRequest', async (request) => {
    const tags = request.routeOptions.schema?.tags as string[] | undefined;
    if (tags?.includes('workbench') && !spine.demonstration)
      throw new Refusal('demo-only', {
        detail:
          'The workbench opens with people and permissions; until then it works in demonstration mode only (MINGJING_DEMO=1).',
      });
  });
}

async function serveWeb(app: FastifyInstance): Promise<void> {
  app.get('/map/shandong.topo.json', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('application/json')
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(mapFile)),
  );
  const built = await access(webFolder).then(
    () => true,
    () => false,
  );
  if (!built) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    wildcard: false,
    immutable: true,
    maxAge: '1y',
    index: false,
  });
  // Every other address belongs to the faces, which find their page themselves.
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (request.url.startsWith('/api/')) throw new Refusal('not-found');
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { immutable: false, maxAge: 0 });
  });
}

/** The interface and the three faces. `ready` says whether `GET /healthz` answers 200. */
export async function createApp(
  spine: Spine,
  log: Log,
  ready: () => boolean = () => true,
): Promise<FastifyInstance> {
  const app = createHttp(log);
  await app.register(fastifySwagger, openapiOptions);
  app.setNotFoundHandler(() => {
    throw new Refusal('not-found');
  });
  closeWorkbench(app, spine);
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) =>
    reply.code(ready() ? 200 : 503).send({ ready: ready() }),
  );
  registerOverviewRoutes(app, spine);
  registerAlertRoutes(app, spine);
  registerCorrectionRoutes(app, spine);
  registerCaseRoutes(app, spine);
  registerProgressRoutes(app, spine);
  registerRegionRoutes(app, spine);
  registerCatalogueRoutes(app, spine);
  registerCalendarRoutes(app, spine);
  registerSourceRoutes(app, spine);
  registerEventRoutes(app, spine);
  await registerImportRoutes(app, spine);
  registerLiveRoutes(app, spine);
  await serveWeb(app);
  return app;
}
