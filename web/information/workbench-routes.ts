import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { searchBy } from '../routes/search.ts';

/** Bulletins and annual reports as officials write them, under the layout of the workbench. */
export const informationWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'bulletins',
      validateSearch: searchBy(() => import('./bulletins/desk-search.ts').then((m) => m.deskSearch)),
      component: lazyRouteComponent(() => import('./bulletins/bulletin-desk-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'openness',
      validateSearch: searchBy(() => import('./openness/report-search.ts').then((m) => m.reportSearch)),
      component: lazyRouteComponent(() => import('./openness/report-desk-page.tsx')),
    }),
  ] as const;
