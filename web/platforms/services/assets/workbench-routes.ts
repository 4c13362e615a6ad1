import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { assetsApi } from '#contract/services/assets';
import { searchOf } from '../../../routes/search.ts';

/** The pages of funds, assets and resources, under the layout of the workbench. */
export const assetWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/books',
      validateSearch: searchOf(assetsApi.listBooks),
      component: lazyRouteComponent(() => import('./workbench/book-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/books/$id',
      validateSearch: searchOf(assetsApi.listVouchers),
      component: lazyRouteComponent(() => import('./workbench/book-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/contracts',
      validateSearch: searchOf(assetsApi.listContracts),
      component: lazyRouteComponent(() => import('./workbench/contract-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'services/holdings',
      validateSearch: searchOf(assetsApi.listHoldings),
      component: lazyRouteComponent(() => import('./workbench/holding-list-page.tsx')),
    }),
  ] as const;
