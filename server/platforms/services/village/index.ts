import type { FastifyInstance } from 'fastify';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';
import { villageItems } from './catalogue-items.ts';
import { disclosure } from './disclosure/index.ts';
import { startOpeningDuties } from './disclosure/daily.ts';
import { registerDisclosureRoutes } from './disclosure/routes.ts';
import { fourDiscussions } from './four-discussions/index.ts';
import { registerMatterRoutes } from './four-discussions/routes.ts';
import { seedVillages } from './seed.ts';

/** What the platform of services takes from the village: its two parts, routes, items, daily duty and demonstration. */
export const village = {
  parts: [disclosure, fourDiscussions],
  routes(app: FastifyInstance, spine: Spine): void {
    registerDisclosureRoutes(app, spine);
    registerMatterRoutes(app, spine);
  },
  async prepare(spine: Spine): Promise<void> {
    await saveItems(spine.pool, villageItems, false);
  },
  start: startOpeningDuties,
  seed: seedVillages,
};
