import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ticketsApi } from '#contract/hotline/tickets';
import { searchOf } from '../../../routes/search.ts';

/** The pages of officials, under the layout of the workbench. */
export const ticketWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/tickets',
      validateSearch: searchOf(ticketsApi.listTickets),
      component: lazyRouteComponent(() => import('./workbench/ticket-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/take',
      component: lazyRouteComponent(() => import('./workbench/take-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/assignments',
      validateSearch: searchOf(ticketsApi.listAssignments),
      component: lazyRouteComponent(() => import('./workbench/assignment-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/rates',
      validateSearch: searchOf(ticketsApi.listOrganRates),
      component: lazyRouteComponent(() => import('./workbench/rates-page.tsx')),
    }),
  ] as const;
