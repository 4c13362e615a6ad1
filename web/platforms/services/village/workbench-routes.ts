import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { villageApi } from '#contract/services/village';
import { mattersApi } from '#contract/services/village-matters';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** Duties, signatures, matters and rates of villages, under the layout of the workbench. */
export const villageWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/duties',
      validateSearch: searchOf(villageApi.listDuties),
      component: lazyRouteComponent(() => import('./workbench/duty-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/duties/$id',
      component: lazyRouteComponent(() => import('./workbench/duty-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/signatures',
      component: lazyRouteComponent(() => import('./workbench/signature-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/board',
      validateSearch: searchBy(() => import('./workbench/board-search.ts').then((m) => m.boardSearch)),
      component: lazyRouteComponent(() => import('./workbench/board-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/matters',
      validateSearch: searchOf(mattersApi.listMatters),
      component: lazyRouteComponent(() => import('./workbench/matter-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/matters/$id',
      component: lazyRouteComponent(() => import('./workbench/matter-page.tsx')),
    }),
  ] as const;
