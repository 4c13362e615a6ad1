import type { FastifyInstance } from 'fastify';
import type { Spine } from '#spine/spine';
import { appealsPart } from './appeals/part.ts';
import { prepareScores } from './items.ts';
import { publicationsPart } from './publications/part.ts';
import { startPublishing } from './publications/monthly.ts';
import { registerScoreRoutes } from './routes.ts';

/** What the platform takes from performance evaluation. */
export const scores = {
  parts: [appealsPart, publicationsPart],
  prepare: prepareScores,
  start: startPublishing,
  routes: (app: FastifyInstance, spine: Spine) => registerScoreRoutes(app, spine),
};
