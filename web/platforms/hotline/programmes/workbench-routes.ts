import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { programmesApi } from '#contract/hotline/programmes';
import { searchOf } from '../../../routes/search.ts';

/** Programmes as agents run them, under the layout of the workbench. */
export const programmeWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/programmes',
      validateSearch: searchOf(programmesApi.listEpisodes),
      component: lazyRouteComponent(() => import('./workbench/episode-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/programmes/$id',
      component: lazyRouteComponent(() => import('./workbench/run-sheet-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/questions',
      validateSearch: searchOf(programmesApi.listQuestions),
      component: lazyRouteComponent(() => import('./workbench/question-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/series',
      component: lazyRouteComponent(() => import('./workbench/series-page.tsx')),
    }),
  ] as const;
