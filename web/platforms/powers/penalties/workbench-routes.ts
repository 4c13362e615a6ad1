import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { penaltiesApi } from '#contract/powers/penalties';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** Penalty cases and certificates of officers, under the layout of the workbench. */
export const penaltyWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/penalties',
      validateSearch: searchOf(penaltiesApi.listPenalties),
      component: lazyRouteComponent(() => import('./workbench/penalty-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/new-penalty',
      validateSearch: searchBy(() => import('./workbench/new-search.ts').then((m) => m.newSearch)),
      component: lazyRouteComponent(() => import('./workbench/new-penalty-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/certificates',
      validateSearch: searchOf(penaltiesApi.listCertificates),
      component: lazyRouteComponent(() => import('./workbench/certificate-page.tsx')),
    }),
  ] as const;
