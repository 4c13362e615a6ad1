import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { applicationsApi } from '#contract/services/applications';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** The pages of citizens, under the layout of the portal. */
export const applicationPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/apply/$item',
      validateSearch: searchBy(() => import('./application-search.ts').then((m) => m.applySearch)),
      component: lazyRouteComponent(() => import('./portal/apply-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/applications/$receipt',
      validateSearch: searchBy(() => import('./application-search.ts').then((m) => m.applicationSearch)),
      component: lazyRouteComponent(() => import('./portal/application-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/my',
      validateSearch: searchOf(applicationsApi.listMyApplications),
      component: lazyRouteComponent(() => import('./portal/my-applications-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/ratings',
      validateSearch: searchOf(applicationsApi.listRatings),
      component: lazyRouteComponent(() => import('./portal/ratings-page.tsx')),
    }),
  ] as const;
