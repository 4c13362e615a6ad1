import { cameras } from './cameras/index.ts';
import { prepareHallItems } from './items.ts';
import { registerHallRoutes } from './routes.ts';
import { seedHalls } from './seed/seed-halls.ts';
import { startWatchingStreams } from './streams/watch.ts';

/** What the platform takes from halls: the register of cameras, routes, the watch over streams, a demonstration. */
export const halls = {
  parts: [cameras],
  routes: registerHallRoutes,
  prepare: prepareHallItems,
  start: startWatchingStreams,
  seed: seedHalls,
};
