import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { searchBy } from '../../../routes/search.ts';

/** The knowledge base as officials keep it, under the layout of the workbench. */
export const knowledgeWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/knowledge',
      validateSearch: searchBy(() => import('./workbench/desk-search.ts').then((m) => m.deskSearch)),
      component: lazyRouteComponent(() => import('./workbench/knowledge-desk-page.tsx')),
    }),
  ] as const;
