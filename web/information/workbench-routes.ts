import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { searchBy } from '../routes/search.ts';
import { deskSearch } from './bulletins/desk-search.ts';
import { reportSearch } from './openness/report-search.ts';

/** Bulletins and annual reports as officials write them, under the layout of the workbench. */
export const informationWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'bulletins',
      validateSearch: searchBy(deskSearch),
      component: lazyRouteComponent(() => import('./bulletins/bulletin-desk-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'openness',
      validateSearch: searchBy(reportSearch),
      component: lazyRouteComponent(() => import('./openness/report-desk-page.tsx')),
    }),
  ] as const;
