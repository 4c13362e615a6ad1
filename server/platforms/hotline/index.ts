import type { Platform } from '#spine/platform/platform';
import { knowledge } from './knowledge/index.ts';

/** The hotline (政风行风热线): complaints and questions of every kind, by every way in. */
export const hotline: Platform = {
  name: 'hotline',
  parts: [...knowledge.parts],
  async routes(app, spine) {
    knowledge.routes(app, spine);
  },
  async prepare() {},
  async seed(spine, say) {
    await knowledge.seed(spine, say);
  },
};
