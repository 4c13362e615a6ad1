import type { Platform } from '#spine/platform/platform';
import { oneDoor } from '#spine/attachments/attachment-door';
import { assets } from './assets/index.ts';
import { doorOf } from './applications/door.ts';
import { applications } from './applications/index.ts';
import { registerApplicantRoutes } from './applications/routes.ts';
import { seedApplications } from './applications/seed.ts';
import { keepTelling } from './applications/tell-at-limit.ts';
import { registerWorkbenchRoutes } from './applications/workbench-routes.ts';
import { followCatalogue } from './guide/entries/follow.ts';
import { registerGuideRoutes } from './guide/routes.ts';
import { pointSource } from './points/point-source.ts';
import { seedPoints } from './points/index.ts';
import { registerPointRoutes } from './points/routes.ts';
import { appointmentIndexes } from './queue/appointments/store.ts';
import { windowRatings } from './queue/ratings/index.ts';
import { registerQueueRoutes } from './queue/routes.ts';
import { waitingOf } from './queue/waiting.ts';
import { publishedFiles } from './village/disclosure/door.ts';
import { village } from './village/index.ts';
import { prepareVillagesOrgan } from './villages-organ.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [applications, ...windowRatings.parts, ...village.parts, ...assets.parts],
  async routes(app, spine) {
    registerGuideRoutes(app, spine);
    registerPointRoutes(app, spine, waitingOf);
    registerQueueRoutes(app, spine);
    registerApplicantRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
    village.routes(app, spine);
    await assets.routes(app, spine);
  },
  hashed: { indexes: [appointmentIndexes], tokens: { drafts: 'services_draft' } },
  dataSources: { 'service-points': pointSource },
  attachments: (spine) => oneDoor([doorOf(spine), publishedFiles(spine)]),
  async prepare(spine) {
    await prepareVillagesOrgan(spine);
    await windowRatings.prepare(spine);
    await village.prepare(spine);
    await assets.prepare(spine);
  },
  start(spine) {
    const stops = [followCatalogue(spine), keepTelling(spine), village.start(spine)];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
  async seed(spine, say) {
    await seedPoints(spine, say);
    await seedApplications(spine, say);
    await village.seed(spine, say);
    await assets.seed(spine, say);
  },
};
