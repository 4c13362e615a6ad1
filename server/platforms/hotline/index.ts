import type { Platform } from '#spine/platform/platform';
import { registerAnalysisRoutes } from './analysis/routes.ts';
import { assignmentPart } from './assignments/index.ts';
import { prepareHotlineItems } from './items.ts';
import { knowledge } from './knowledge/index.ts';
import { ticketPart } from './tickets/index.ts';

/** The hotline (政风行风热线): complaints and questions of every kind, by every way in. */
export const hotline: Platform = {
  name: 'hotline',
  parts: [ticketPart, assignmentPart, ...knowledge.parts],
  async routes(app, spine) {
    knowledge.routes(app, spine);
    registerAnalysisRoutes(app, spine);
  },
  async prepare(spine) {
    await prepareHotlineItems(spine);
  },
  async seed(spine, say) {
    await knowledge.seed(spine, say);
  },
};
