import { registerGuideRoutes } from '#platforms/services/guide/routes';
import type { Platform } from '#spine/platform/platform';
import { village } from './village/index.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [...village.parts],
  routes(app, spine) {
    registerGuideRoutes(app, spine);
    village.routes(app, spine);
  },
  async prepare(spine) {
    await village.prepare(spine);
  },
  start: (spine) => village.start(spine),
  async seed(spine, say) {
    await village.seed(spine, say);
  },
};
