import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { villageApi } from '#contract/services/village';
import { searchOf } from '../../../routes/search.ts';

/** What villages disclose and decide, under the layout of the portal. */
export const villagePortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village',
      beforeLoad: () => {
        throw redirect({ to: '/services/village/$region', params: { region: '370000000000' } });
      },
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/$region',
      validateSearch: searchOf(villageApi.getVillagePlace),
      component: lazyRouteComponent(() => import('./portal/place-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/disclosures/$id',
      component: lazyRouteComponent(() => import('./portal/disclosure-page.tsx')),
    }),
  ] as const;
