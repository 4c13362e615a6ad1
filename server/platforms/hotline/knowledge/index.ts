import type { Platform } from '#spine/platform/platform';
import { registerKnowledgeRoutes } from './routes.ts';
import { seedKnowledge } from './seed.ts';

/** The knowledge base (知识库): what agents say and people find by themselves. A register; none of it is a case. */
export const knowledge = {
  parts: [],
  routes: registerKnowledgeRoutes,
  seed: seedKnowledge,
} satisfies Pick<Platform, 'parts' | 'routes' | 'seed'>;
