import type { Platform } from '#spine/platform/platform';
import { flows } from './flows/index.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [...flows.parts],
  routes(app, spine) {
    flows.routes(app, spine);
  },
  async prepare() {},
  async seed() {},
};
