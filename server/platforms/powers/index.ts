import type { Platform } from '#spine/platform/platform';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [],
  async routes() {},
  async prepare() {},
  async seed() {},
};
