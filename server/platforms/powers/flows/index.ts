import { registerFlowRoutes } from './routes.ts';

/** What the platform takes from flow re-engineering. Its cases are those of every item: it has no part of its own. */
export const flows = {
  routes: registerFlowRoutes,
};
