import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { programmesApi } from '#contract/hotline/programmes';
import { searchOf } from '../../../routes/search.ts';

/** Programmes for everybody, under the layout of the portal. */
export const programmePortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/programmes',
      validateSearch: searchOf(programmesApi.listPublicEpisodes),
      component: lazyRouteComponent(() => import('./portal/programmes-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/questions',
      validateSearch: searchOf(programmesApi.listPublicQuestions),
      component: lazyRouteComponent(() => import('./portal/questions-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/programmes/$id',
      component: lazyRouteComponent(() => import('./portal/broadcast-page.tsx')),
    }),
  ] as const;
