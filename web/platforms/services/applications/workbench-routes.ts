import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { applicationsApi } from '#contract/services/applications';
import { searchOf } from '../../../routes/search.ts';

/** The pages of officials, under the layout of the workbench. */
export const applicationWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/applications',
      validateSearch: searchOf(applicationsApi.listApplications),
      component: lazyRouteComponent(() => import('./workbench/application-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/receive',
      component: lazyRouteComponent(() => import('./workbench/receive-page.tsx')),
    }),
  ] as const;
