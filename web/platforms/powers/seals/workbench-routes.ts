import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { sealsApi } from '#contract/powers/seals';
import { searchOf } from '../../../routes/search.ts';

/** Seals with their devices, and what is stamped with them, under the layout of the workbench. */
export const sealWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/seals',
      validateSearch: searchOf(sealsApi.listSeals),
      component: lazyRouteComponent(() => import('./workbench/seal-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/seals/$id',
      component: lazyRouteComponent(() => import('./workbench/seal-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/stampings',
      validateSearch: searchOf(sealsApi.listStampings),
      component: lazyRouteComponent(() => import('./workbench/stamping-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/stampings/$id',
      component: lazyRouteComponent(() => import('./workbench/stamping-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/stampings/$id/record',
      component: lazyRouteComponent(() => import('./workbench/record-sheet-page.tsx')),
    }),
  ] as const;
