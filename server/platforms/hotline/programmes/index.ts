import type { Platform } from '#spine/platform/platform';
import { programmePart } from './part.ts';
import { registerProgrammeRoutes } from './routes.ts';
import { seedProgrammes } from './seed.ts';

/** Programmes of radio, television and newspapers (政风行风热线): series, episodes, what was asked and what became of it. */
export const programmes = {
  parts: [programmePart],
  routes: registerProgrammeRoutes,
  seed: seedProgrammes,
} satisfies Pick<Platform, 'parts' | 'routes' | 'seed'>;
