import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** Programs that report by Open311, under the layout of the workbench. */
export const open311WorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/open311',
      component: lazyRouteComponent(() => import('./workbench/client-page.tsx')),
    }),
  ] as const;
