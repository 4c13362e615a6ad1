import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { powerListApi } from '#contract/powers/power-list';
import { searchBy, searchOf } from '../../../routes/search.ts';

/** The list of powers and duties for those who keep it, under the layout of the workbench. */
export const powerListWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/power-list',
      validateSearch: searchOf(powerListApi.listPowers),
      component: lazyRouteComponent(() => import('./workbench/power-desk-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/power-list/$code',
      component: lazyRouteComponent(() => import('./workbench/power-editor-page.tsx')),
    }),
    createRoute({
      getParentRoute: () => layout,
      path: 'powers/laws',
      validateSearch: searchBy(() => import('./workbench/law-search.ts').then((m) => m.lawSearch)),
      component: lazyRouteComponent(() => import('./workbench/law-page.tsx')),
    }),
  ] as const;
