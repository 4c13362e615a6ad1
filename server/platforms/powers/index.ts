import type { Platform } from '#spine/platform/platform';
import { registerCentreRoutes } from './centre/routes.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [],
  async routes(app, spine) {
    registerCentreRoutes(app, spine);
  },
  async prepare() {},
  async seed() {},
};
