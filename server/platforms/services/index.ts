import { registerGuideRoutes } from '#platforms/services/guide/routes';
import type { Platform } from '#spine/platform/platform';
import { assets } from './assets/index.ts';

/** Government services, from province to village (电子政务服务). */
export const services: Platform = {
  name: 'services',
  parts: [...assets.parts],
  async routes(app, spine) {
    registerGuideRoutes(app, spine);
    await assets.routes(app, spine);
  },
  async prepare(spine) {
    await assets.prepare(spine);
  },
  async seed(spine, say) {
    await assets.seed(spine, say);
  },
};
