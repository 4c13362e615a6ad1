import { applications } from '#platforms/services/applications/index';
import { doorOf } from '#platforms/services/applications/door';
import { registerApplicantRoutes } from '#platforms/services/applications/routes';
import { seedApplications } from '#platforms/services/applications/seed';
import { keepTelling } from '#platforms/services/applications/tell-at-limit';
import { registerWorkbenchRoutes } from '#platforms/services/applications/workbench-routes';
import { registerGuideRoutes } from '#platforms/services/guide/routes';
import type { Platform } from '#spine/platform/platform';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [applications],
  routes: (app, spine) => {
    registerGuideRoutes(app, spine);
    registerApplicantRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
  },
  attachments: doorOf,
  start: keepTelling,
  seed: seedApplications,
};
