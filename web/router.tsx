import { createRouter } from '@tanstack/react-router';
import { fromQuery, toQuery } from './address.ts';
import { centreRoute, cockpitRoute } from './routes/cockpit-route.ts';
import { hallRoute, portalRoute } from './routes/portal-routes.ts';
import { rootRoute } from './routes/root.ts';
import { PageFault, PageLoading } from './ui/page-states.tsx';
import { accountRoute, workbenchRoute } from './workbench/routes.tsx';

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    portalRoute,
    hallRoute,
    cockpitRoute,
    centreRoute,
    workbenchRoute,
    accountRoute,
  ]),
  parseSearch: fromQuery,
  stringifySearch: toQuery,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageFault,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
