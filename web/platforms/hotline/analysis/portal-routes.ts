import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { analysisApi } from '#contract/hotline/analysis';
import { searchOf } from '../../../routes/search.ts';

/** Figures of the hotline for everybody, under the layout of the portal. */
export const analysisPortalRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/figures',
      validateSearch: searchOf(analysisApi.getFigures),
      component: lazyRouteComponent(() => import('./portal/hotline-figures-page.tsx')),
    }),
  ] as const;
