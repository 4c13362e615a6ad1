import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from '#base/errors';
import { createHttp } from '#base/http';
import type { Log } from '#base/log';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerRuleRoutes } from '#spine/alerts/rule-routes';
import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import { registerAttachmentRoutes } from '#spine/attachments/attachment-routes';
import { bulletinDoor } from '#spine/bulletins/bulletin-door';
import { registerBulletinRoutes } from '#spine/bulletins/routes';
import { registerCalendarRoutes } from '#spine/calendar/calendar-routes';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { registerMyCaseRoutes } from '#spine/cases/my-case-routes';
import { registerProgressRoutes } from '#spine/cases/progress-routes';
import { registerCatalogueRoutes } from '#spine/catalogue/catalogue-routes';
import { registerCorrectionRoutes } from '#spine/corrections/correction-routes';
import { registerDocumentRoutes } from '#spine/documents/document-routes';
import { registerOpenIdRoutes } from '#spine/identity/openid-routes';
import { registerOwnAccessRoutes } from '#spine/identity/own-access-routes';
import { registerPeopleRoutes } from '#spine/identity/people-routes';
import { isSecure } from '#spine/identity/public-address';
import { registerSessions } from '#spine/identity/session-hook';
import { registerSignInRoutes } from '#spine/identity/sign-in-routes';
import { may } from '#spine/identity/permission';
import { guardRoutes } from '#spine/identity/permission-guard';
import { registerEventRoutes } from '#spine/intake/event-routes';
import { registerImportRoutes } from '#spine/intake/import-routes';
import { registerSourceRoutes } from '#spine/intake/source-routes';
import { registerEvidenceRoutes } from '#spine/evidence/evidence-routes';
import type { LogFiles } from '#spine/evidence/log-files';
import { registerLiveRoutes } from '#spine/live/live-routes';
import { registerMessageRoutes } from '#spine/messages/message-routes';
import { registerFigureRoutes } from '#spine/open-data/figure-routes';
import { registerOpenDataRoutes } from '#spine/open-data/routes';
import { registerOpennessRoutes } from '#spine/openness/routes';
import { registerPrivacyRoutes } from '#spine/privacy/privacy-routes';
import { registerRegionRoutes } from '#spine/regions/region-routes';
import type { Spine } from '#spine/spine';
import { type Monitor, registerMonitorRoutes, unwatched } from '#spine/watch/monitor-routes';
import { registerOperationsRoutes } from '#spine/watch/operations-routes';
import { registerOverviewRoutes } from '#spine/statistics/overview-routes';
import { registerStatisticsRoutes } from '#spine/statistics/statistics-routes';
import { openapiOptions } from './openapi.ts';
import { platforms } from './platforms/index.ts';
import { sendSecurityHeaders } from './security-headers.ts';

const root = path.resolve(import.meta.dirname, '..');
const builtPages = path.join(root, 'dist/web');
const mapFile = path.join(root, 'reference/map/shandong.topo.json');

/** Commands and other servers save organs, items and sources too: whoever asks is answered from the newest. */
function answerFromTheNewest(app: FastifyInstance, spine: Spine): void {
  app.addHook('preHandler', async (request) => {
    const tags = request.routeOptions.schema?.tags as string[] | undefined;
    if (tags?.includes('workbench') || tags?.includes('public')) await spine.registry.keepUp();
  });
}

/** What is no endpoint of the contract and open to everybody. */
const open = { access: 'everybody' } as const;

/** Addresses of machines and of files in the root, such as `/favicon.ico`; every other one is a page, which the faces find. */
const notAPage = /^\/((api|healthz|metrics|assets|map|log)(\/|$)|[^/]+\.\w+$)/;

/** The map, the built files, and for every address that is a page the one page that they all are. */
async function serveWeb(app: FastifyInstance, web: string): Promise<void> {
  // The build lays compressed forms beside its files.
  await app.register(fastifyStatic, { root: web, serve: false, preCompressed: true });
  const options = { schema: { hide: true }, config: open };
  app.get('/map/shandong.topo.json', options, async (_request, reply) =>
    reply
      .type('application/json')
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(mapFile)),
  );
  // A file under assets/ bears its content in its name and never changes.
  app.get<{ Params: { '*': string } }>('/assets/*', options, (request, reply) =>
    reply
      .header('vary', 'accept-encoding')
      .sendFile(`assets/${request.params['*']}`, { maxAge: '1y', immutable: true }),
  );
  app.get<{ Params: { '*': string } }>('/*', options, (request, reply) => {
    const name = request.params['*'];
    if (!notAPage.test(`/${name}`)) return sendPage(reply, web);
    if (name.includes('/') || !name.includes('.')) return reply.callNotFound();
    return reply.sendFile(name, { maxAge: 0 });
  });
}

async function sendPage(reply: FastifyReply, web: string): Promise<FastifyReply> {
  await access(path.join(web, 'index.html')).catch(() => {
    throw new Refusal('not-found', { detail: 'The pages are not built.' });
  });
  return reply
    .headers({ 'cache-control': 'no-cache', vary: 'accept-encoding' })
    .sendFile('index.html', { cacheControl: false });
}

/** How platforms let people without an account attach files. */
const attachmentDoors = (spine: Spine): AttachmentDoor[] => [
  bulletinDoor(spine),
  ...platforms.flatMap(({ attachments }) => (attachments ? [attachments(spine)] : [])),
];

/**
 * The interface and the three faces. `web`: the folder of the built pages; `evidence`: the log that it shows; `monitor`: what
 * monitors from outside read; `proxies`: addresses that are believed when they say where a request comes from.
 */
export async function createApp(
  spine: Spine,
  log: Log,
  web = builtPages,
  evidence?: LogFiles,
  monitor: Monitor = unwatched,
  proxies?: readonly string[],
): Promise<FastifyInstance> {
  const app = createHttp(log, { proxies });
  await sendSecurityHeaders(app, isSecure(spine.identity.address));
  await app.register(fastifySwagger, openapiOptions);
  app.setNotFoundHandler(() => {
    throw new Refusal('not-found');
  });
  await registerSessions(app, spine);
  guardRoutes(app);
  answerFromTheNewest(app, spine);
  // Before this there is nobody to ask: the door itself answers 503 (main.ts).
  app.get('/healthz', { schema: { hide: true }, config: open }, async () => ({ ready: true }));
  registerOverviewRoutes(app, spine);
  registerStatisticsRoutes(app, spine);
  registerAlertRoutes(app, spine);
  registerRuleRoutes(app, spine);
  registerMessageRoutes(app, spine);
  registerBulletinRoutes(app, spine);
  registerOpennessRoutes(app, spine);
  registerOpenDataRoutes(app, spine, Object.assign({}, ...platforms.map((one) => one.dataSources ?? {})));
  registerFigureRoutes(app, spine);
  registerCorrectionRoutes(app, spine);
  registerCaseRoutes(app, spine);
  registerProgressRoutes(app, spine);
  registerMyCaseRoutes(app, spine);
  registerRegionRoutes(app, spine);
  registerCatalogueRoutes(app, spine);
  registerCalendarRoutes(app, spine);
  registerSourceRoutes(app, spine);
  registerEventRoutes(app, spine);
  await registerImportRoutes(app, spine);
  await registerAttachmentRoutes(app, spine, attachmentDoors(spine));
  registerDocumentRoutes(app, spine);
  registerPrivacyRoutes(app, spine, { principal: (request) => request.principal, may });
  registerLiveRoutes(app, spine);
  registerEvidenceRoutes(app, spine, evidence);
  registerMonitorRoutes(app, monitor);
  registerOperationsRoutes(app, spine, evidence?.folder ?? null);
  registerSignInRoutes(app, spine);
  registerOwnAccessRoutes(app, spine);
  registerOpenIdRoutes(app, spine);
  registerPeopleRoutes(app, spine);
  for (const platform of platforms) await platform.routes(app, spine);
  await serveWeb(app, web);
  return app;
}
