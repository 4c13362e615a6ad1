import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bulletinsApi } from '#contract/bulletins';
import { openDataApi } from '#contract/open-data';
import { opennessApi } from '#contract/openness';
import { searchOf } from '../routes/search.ts';

/** Bulletins, open data and annual reports, under the layout of the portal. */
export const informationPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'bulletins',
      validateSearch: searchOf(bulletinsApi.list),
      component: lazyRouteComponent(() => import('./bulletins/bulletin-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'bulletins/subscription',
      component: lazyRouteComponent(() => import('./bulletins/subscription-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'bulletins/$id',
      component: lazyRouteComponent(() => import('./bulletins/bulletin-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'open-data',
      component: lazyRouteComponent(() => import('./open-data/dataset-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'open-data/$code',
      validateSearch: searchOf(openDataApi.rows),
      component: lazyRouteComponent(() => import('./open-data/dataset-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'openness',
      validateSearch: searchOf(opennessApi.list),
      component: lazyRouteComponent(() => import('./openness/report-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'openness/$organ/$year',
      component: lazyRouteComponent(() => import('./openness/report-page.tsx')),
    }),
  ] as const;
