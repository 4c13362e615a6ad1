import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { knowledgeApi } from '#contract/hotline/knowledge';
import { searchOf } from '../../../routes/search.ts';

/** What people find by themselves, under the layout of the portal. */
export const knowledgePortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/knowledge',
      validateSearch: searchOf(knowledgeApi.search),
      component: lazyRouteComponent(() => import('./portal/knowledge-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/knowledge/$id',
      component: lazyRouteComponent(() => import('./portal/entry-page.tsx')),
    }),
  ] as const;
