import type { Platform } from '#spine/platform/platform';
import { assignmentPart } from './assignments/index.ts';
import { prepareHotlineItems } from './items.ts';
import { doorOf } from './tickets/door.ts';
import { ticketPart } from './tickets/index.ts';
import { registerCitizenRoutes } from './tickets/routes.ts';
import { seedTickets } from './tickets/seed.ts';
import { linkLeftCases } from './tickets/store.ts';
import { registerWorkbenchRoutes } from './tickets/workbench-routes.ts';

/** The hotline (政风行风热线): complaints and questions of every kind, by every way in. */
export const hotline: Platform = {
  name: 'hotline',
  parts: [ticketPart, assignmentPart],
  async routes(app, spine) {
    registerCitizenRoutes(app, spine);
    registerWorkbenchRoutes(app, spine);
  },
  attachments: doorOf,
  async prepare(spine) {
    await prepareHotlineItems(spine);
    await linkLeftCases(spine.pool);
  },
  async seed(spine, say) {
    await seedTickets(spine, say);
  },
};
