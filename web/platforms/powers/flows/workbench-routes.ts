import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { flowsApi } from '#contract/powers/flows';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** Flows of items, how they are really done, and what is tried, under the layout of the workbench. */
export const flowWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/flows',
      validateSearch: searchOf(flowsApi.listFlows),
      component: lazyRouteComponent(() => import('./workbench/flow-list-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/flow/$code',
      validateSearch: searchBy(() => import('./flow-search.ts').then((m) => m.flowSearch)),
      component: lazyRouteComponent(() => import('./workbench/flow-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/flow/$code/cases',
      validateSearch: searchOf(flowsApi.listFlowCases),
      component: lazyRouteComponent(() => import('./workbench/flow-cases-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/flow/$code/simulations/$id',
      component: lazyRouteComponent(() => import('./workbench/simulation-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/flow/$code/simulations/$id/cases',
      validateSearch: searchOf(flowsApi.listSimulationCases),
      component: lazyRouteComponent(() => import('./workbench/simulation-cases-page.tsx')),
    }),
  ] as const;
