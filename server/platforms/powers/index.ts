import type { Platform } from '#spine/platform/platform';
import { registerCentreRoutes } from './centre/routes.ts';
import { penalties } from './penalties/index.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [...penalties.parts],
  async routes(app, spine) {
    registerCentreRoutes(app, spine);
    penalties.routes(app, spine);
  },
  async prepare(spine) {
    await penalties.prepare(spine);
  },
  async seed(spine, say) {
    await penalties.seed(spine, say);
  },
};
