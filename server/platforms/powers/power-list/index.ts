import { registerPowerListRoutes } from './routes.ts';
import { seedPowerList } from './seed.ts';

/** What the platform takes from the list of powers and duties: reference data in versions, no cases of its own. */
export const powerList = {
  routes: registerPowerListRoutes,
  seed: seedPowerList,
};
