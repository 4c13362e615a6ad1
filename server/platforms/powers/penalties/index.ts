import type { FastifyInstance } from 'fastify';
import type { Say } from '#base/log';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';
import { items, penaltiesOrgan } from './items.ts';
import { penaltiesPart } from './part.ts';
import { registerPenaltyRoutes } from './routes.ts';
import { seedPenalties } from './seed/seed-penalties.ts';

/** What the platform of administrative power takes from penalties: the part, its routes, items and demonstration. */
export const penalties = {
  parts: [penaltiesPart],
  routes(app: FastifyInstance, spine: Spine): void {
    registerPenaltyRoutes(app, spine);
  },
  async prepare(spine: Spine): Promise<void> {
    await ensureOrgan(spine, penaltiesOrgan);
    await saveItems(spine.pool, items, false);
  },
  seed: (spine: Spine, say: Say): Promise<void> => seedPenalties(spine, say),
};
