import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { searchBy } from '../../../routes/search.ts';

/** What everybody may look up of the books of a village, under the layout of the portal. */
export const assetPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'services/village/$region/books',
      validateSearch: searchBy(() => import('./book-search.ts').then((m) => m.bookSearch)),
      component: lazyRouteComponent(() => import('./portal/village-books-page.tsx')),
    }),
  ] as const;
