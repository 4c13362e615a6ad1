import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { searchApi } from '#contract/hotline/search';
import { searchOf } from '../../../routes/search.ts';

/** Looking for tickets by what was said, under the layout of the workbench. */
export const ticketSearchWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/search',
      validateSearch: searchOf(searchApi.searchTickets),
      component: lazyRouteComponent(() => import('./ticket-search-page.tsx')),
    }),
  ] as const;
