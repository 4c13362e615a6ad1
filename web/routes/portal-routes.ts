import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { catalogueApi } from '#contract/catalogue-api';
import { overviewApi } from '#contract/overview';
import { applicationPortalRoutes } from '../platforms/services/applications/portal-routes.ts';
import { signInSearch } from '../session/sign-in-search.ts';
import { rootRoute } from './root.ts';
import { searchBy, searchOf } from './search.ts';

const layout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'portal',
  component: lazyRouteComponent(() => import('../portal/portal-layout.tsx')),
});
const home = createRoute({
  getParentRoute: () => layout,
  path: '/',
  component: lazyRouteComponent(() => import('../portal/home-page.tsx')),
});
const progress = createRoute({
  getParentRoute: () => layout,
  path: 'progress/$receipt',
  component: lazyRouteComponent(() => import('../portal/progress-page.tsx')),
});
const catalogue = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue',
  validateSearch: searchOf(catalogueApi.listItems),
  component: lazyRouteComponent(() => import('../portal/catalogue-page.tsx')),
});
const item = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue/$code',
  validateSearch: searchOf(catalogueApi.getItem),
  component: lazyRouteComponent(() => import('../portal/item-page.tsx')),
});
const figures = createRoute({
  getParentRoute: () => layout,
  path: 'figures',
  validateSearch: searchOf(overviewApi.getOverview),
  component: lazyRouteComponent(() => import('../portal/figures-page.tsx')),
});

const signIn = createRoute({
  getParentRoute: () => layout,
  path: 'sign-in',
  validateSearch: searchBy(signInSearch),
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx')),
});
const my = createRoute({
  getParentRoute: () => layout,
  path: 'my',
  component: lazyRouteComponent(() => import('../portal/my/my-page.tsx')),
});
const verifyStart = createRoute({
  getParentRoute: () => layout,
  path: 'verify',
  component: lazyRouteComponent(() => import('../portal/verify/verify-start-page.tsx')),
});
const verify = createRoute({
  getParentRoute: () => layout,
  path: 'verify/$code',
  component: lazyRouteComponent(() => import('../portal/verify/verify-page.tsx')),
});

/** The public portal and its pages. */
export const portalRoute = layout.addChildren([
  home,
  progress,
  catalogue,
  item,
  figures,
  verifyStart,
  verify,
  signIn,
  my,
  ...applicationPortalRoutes(layout),
]);
