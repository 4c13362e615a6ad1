import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { scoresApi } from '#contract/powers/scores';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** Performance evaluation under the layout of the workbench. */
export const scoreWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/scores',
      validateSearch: searchOf(scoresApi.listScores),
      component: lazyRouteComponent(() => import('./workbench/score-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/scores/$organ',
      validateSearch: searchBy(() => import('./workbench/score-search.ts').then((m) => m.scoreSearch)),
      component: lazyRouteComponent(() => import('./workbench/score-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/scores/$organ/cases',
      validateSearch: searchOf(scoresApi.listScoreCases),
      component: lazyRouteComponent(() => import('./workbench/score-cases-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/score-appeals',
      validateSearch: searchOf(scoresApi.listScoreAppeals),
      component: lazyRouteComponent(() => import('./workbench/score-appeal-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/score-schemes',
      component: lazyRouteComponent(() => import('./workbench/score-scheme-page.tsx')),
    }),
  ] as const;
