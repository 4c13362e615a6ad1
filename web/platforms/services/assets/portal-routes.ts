import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { assetsApi } from '#contract/services/assets';
import { searchBy } from '../../../routes/search.ts';

const bookSearch = z.object({
  ...assetsApi.getVillageBooks.query!.shape,
  ...assetsApi.listVillageVouchers.query!.shape,
});

/** What everybody may look up of the books of a village, under the layout of the portal. */
export const assetPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/$region/books',
      validateSearch: searchBy(bookSearch),
      component: lazyRouteComponent(() => import('./portal/village-books-page.tsx')),
    }),
  ] as const;
