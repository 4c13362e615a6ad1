import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { analysisApi } from '#contract/hotline/analysis';
import { searchOf } from '../../../routes/search.ts';

/** The analysis of the hotline, under the layout of the workbench. */
export const analysisWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/analysis',
      validateSearch: searchOf(analysisApi.getAnalysis),
      component: lazyRouteComponent(() => import('./workbench/analysis-page.tsx')),
    }),
  ] as const;
