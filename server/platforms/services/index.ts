import type { Platform } from '#spine/platform/platform';
import { doorOf } from './applications/door.ts';
import { keepTelling } from './applications/tell-at-limit.ts';
import { applications } from './applications/index.ts';
import { registerApplicantRoutes } from './applications/routes.ts';
import { seedApplications } from './applications/seed.ts';
import { registerWorkbenchRoutes } from './applications/workbench-routes.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [applications],
  routes(app, spine) {
    registerApplicantRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
  },
  attachments: doorOf,
  start: keepTelling,
  seed: seedApplications,
};
