import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { hallsApi } from '#contract/powers/halls';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** Halls as they are now, their cameras, and who watched them, under the layout of the workbench. */
export const hallWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/halls',
      validateSearch: searchBy(() => import('./wall-search.ts').then((m) => m.wallSearch)),
      component: lazyRouteComponent(() => import('./workbench/wall-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/cameras',
      validateSearch: searchOf(hallsApi.listCameras),
      component: lazyRouteComponent(() => import('./workbench/camera-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/cameras/$id',
      component: lazyRouteComponent(() => import('./workbench/camera-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/viewings',
      validateSearch: searchOf(hallsApi.listViewings),
      component: lazyRouteComponent(() => import('./workbench/viewing-list-page.tsx')),
    }),
  ] as const;
