import type { Platform } from '#spine/platform/platform';

/** The hotline (政风行风热线): complaints and questions of every kind, by every way in. */
export const hotline: Platform = {
  name: 'hotline',
  parts: [],
  async routes() {},
  async prepare() {},
  async seed() {},
};
