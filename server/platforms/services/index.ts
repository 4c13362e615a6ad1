import type { Platform } from '#spine/platform/platform';
import { doorOf } from './applications/door.ts';
import { applications } from './applications/index.ts';
import { registerApplicantRoutes } from './applications/routes.ts';
import { seedApplications } from './applications/seed.ts';
import { keepTelling } from './applications/tell-at-limit.ts';
import { registerWorkbenchRoutes } from './applications/workbench-routes.ts';
import { registerGuideRoutes } from './guide/routes.ts';
import { seedPoints } from './points/index.ts';
import { registerPointRoutes } from './points/routes.ts';
import { registerQueueRoutes } from './queue/routes.ts';
import { waitingOf } from './queue/waiting.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [applications],
  routes: (app, spine) => {
    registerGuideRoutes(app, spine);
    registerPointRoutes(app, spine, waitingOf);
    registerQueueRoutes(app, spine);
    registerApplicantRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
  },
  attachments: doorOf,
  start: keepTelling,
  seed: async (spine, say) => {
    await seedPoints(spine, say);
    await seedApplications(spine, say);
  },
};
