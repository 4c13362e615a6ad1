import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { powerListApi } from '#contract/powers/power-list';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** The list of powers and duties, under the layout of the portal. */
export const powerListPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/power-list',
      validateSearch: searchOf(powerListApi.listPowers),
      component: lazyRouteComponent(() => import('./portal/power-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/power-list/$code',
      validateSearch: searchBy(() => import('./power-search.ts').then((m) => m.powerSearch)),
      component: lazyRouteComponent(() => import('./portal/power-page.tsx')),
    }),
  ] as const;
