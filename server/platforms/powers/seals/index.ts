import type { FastifyInstance } from 'fastify';
import type { Spine } from '#spine/spine';
import { registerDeviceRoutes } from './devices/device-routes.ts';
import { doorOfDevices } from './devices/door.ts';
import { startWatchingDevices } from './devices/watch.ts';
import { prepareSealItems } from './items.ts';
import { seals } from './register/index.ts';
import { registerSealsRoutes } from './routes.ts';
import { seedSeals } from './seed/seed-seals.ts';
import { stampings } from './stampings/index.ts';

/** What the platform takes from seals: two parts, routes for people and for devices, items, the watch over devices, a demonstration. */
export const sealsOfVillages = {
  parts: [seals, stampings],
  routes(app: FastifyInstance, spine: Spine): void {
    registerSealsRoutes(app, spine);
    registerDeviceRoutes(app, spine);
  },
  attachments: doorOfDevices,
  prepare: prepareSealItems,
  start: startWatchingDevices,
  seed: seedSeals,
};
