import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { applicationsApi } from '#contract/services/applications';
import { searchBy, searchOf } from '../../../routes/search.ts';

const applySearch = z.object({ draft: z.string().max(80).optional() });
const applicationSearch = z.object({ filed: z.coerce.boolean().optional() });

/** The pages of citizens, under the layout of the portal. */
export const applicationPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/apply/$item',
      validateSearch: searchBy(applySearch),
      component: lazyRouteComponent(() => import('./portal/apply-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/applications/$receipt',
      validateSearch: searchBy(applicationSearch),
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
