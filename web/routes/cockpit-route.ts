import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { overviewApi } from '#contract/overview';
import { centreApi } from '#contract/powers/centre';
import { signedInFirst } from '../session/guard.ts';
import { rootRoute } from './root.ts';
import { searchOf } from './search.ts';

/** The wall of the supervisors; the division in sight and the days of the trend stand in its address. */
export const cockpitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'cockpit',
  beforeLoad: signedInFirst,
  validateSearch: searchOf(overviewApi.getOverview),
  component: lazyRouteComponent(() => import('../cockpit/cockpit-page.tsx')),
});

/** Its second page: the supervision centre of administrative power. */
export const centreRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'cockpit/powers',
  beforeLoad: signedInFirst,
  validateSearch: searchOf(centreApi.getCentre),
  component: lazyRouteComponent(() => import('../platforms/powers/centre/centre-page.tsx')),
});
