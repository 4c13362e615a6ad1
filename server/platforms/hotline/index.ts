import type { Platform } from '#spine/platform/platform';
import { hotlineFigures } from './analysis/public-figures.ts';
import { registerAnalysisRoutes } from './analysis/routes.ts';
import { assignmentPart } from './assignments/index.ts';
import { prepareHotlineItems } from './items.ts';
import { knowledge } from './knowledge/index.ts';
import { registerClientRoutes } from './open311/client-routes.ts';
import { registerOpen311Routes } from './open311/routes.ts';
import { registerSearchRoutes } from './search/routes.ts';
import { registerSuggestionRoutes } from './suggestion/routes.ts';
import { doorOf } from './tickets/door.ts';
import { ticketPart } from './tickets/index.ts';
import { registerCitizenRoutes } from './tickets/routes.ts';
import { seedTickets } from './tickets/seed.ts';
import { linkLeftCases } from './tickets/store.ts';
import { registerWorkbenchRoutes } from './tickets/workbench-routes.ts';

/** The hotline (政风行风热线): complaints and questions of every kind, by every way in. */
export const hotline: Platform = {
  name: 'hotline',
  parts: [ticketPart, assignmentPart, ...knowledge.parts],
  async routes(app, spine) {
    registerCitizenRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
    knowledge.routes(app, spine);
    registerAnalysisRoutes(app, spine);
    registerSearchRoutes(app, spine);
    registerSuggestionRoutes(app, spine);
    registerClientRoutes(app, spine);
    registerOpen311Routes(app, spine);
  },
  attachments: doorOf,
  dataSources: { 'hotline-figures': hotlineFigures },
  async prepare(spine) {
    await prepareHotlineItems(spine);
    await linkLeftCases(spine.pool);
  },
  async seed(spine, say) {
    await knowledge.seed(spine, say);
    await seedTickets(spine, say);
  },
};
