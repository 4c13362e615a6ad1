import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { penaltiesApi } from '#contract/powers/penalties';
import { searchOf } from '../../../routes/search.ts';

/** Published penalty decisions, under the layout of the portal. */
export const penaltyPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/penalties',
      validateSearch: searchOf(penaltiesApi.listPublications),
      component: lazyRouteComponent(() => import('./portal/publication-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/penalties/$id',
      component: lazyRouteComponent(() => import('./portal/publication-page.tsx')),
    }),
  ] as const;
