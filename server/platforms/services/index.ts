import { registerGuideRoutes } from './guide/routes.ts';
import type { Platform } from '#spine/platform/platform';
import { seedPoints } from './points/index.ts';
import { registerPointRoutes } from './points/routes.ts';
import { registerQueueRoutes } from './queue/routes.ts';
import { waitingOf } from './queue/waiting.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [],
  routes: (app, spine) => {
    registerGuideRoutes(app, spine);
    registerPointRoutes(app, spine, waitingOf);
    registerQueueRoutes(app, spine);
  },
  seed: seedPoints,
};
