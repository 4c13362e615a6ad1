import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ticketsApi } from '#contract/hotline/tickets';
import { searchOf } from '../../../routes/search.ts';

/** The pages of citizens, under the layout of the portal. */
export const ticketPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline',
      component: lazyRouteComponent(() => import('./portal/report-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/tickets/$receipt',
      component: lazyRouteComponent(() => import('./portal/ticket-progress-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/my',
      validateSearch: searchOf(ticketsApi.listMyTickets),
      component: lazyRouteComponent(() => import('./portal/my-tickets-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/notices',
      validateSearch: searchOf(ticketsApi.listPublicNotices),
      component: lazyRouteComponent(() => import('./portal/notices-page.tsx')),
    }),
  ] as const;
