import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { figuresApi } from '#contract/figures';
import { penaltyPortalRoutes } from '../platforms/powers/penalties/portal-routes.ts';
import { applicationPortalRoutes } from '../platforms/services/applications/portal-routes.ts';
import { ticketPortalRoutes } from '../platforms/hotline/tickets/portal-routes.ts';
import { guideApi } from '#contract/services/guide';
import { pointsApi } from '#contract/services/points';
import { villagePortalRoutes } from '../platforms/services/village/portal-routes.ts';
import { analysisPortalRoutes } from '../platforms/hotline/analysis/portal-routes.ts';
import { knowledgePortalRoutes } from '../platforms/hotline/knowledge/portal-routes.ts';
import { programmePortalRoutes } from '../platforms/hotline/programmes/portal-routes.ts';
import { assetPortalRoutes } from '../platforms/services/assets/portal-routes.ts';
import { powerListPortalRoutes } from '../platforms/powers/power-list/portal-routes.ts';
import { informationPortalRoutes } from '../information/portal-routes.ts';
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
const guide = createRoute({
  getParentRoute: () => layout,
  path: 'services/guide',
  component: lazyRouteComponent(() => import('../platforms/services/guide/home-page.tsx')),
});
const guideItems = createRoute({
  getParentRoute: () => layout,
  path: 'services/guide/items',
  validateSearch: searchOf(guideApi.search),
  component: lazyRouteComponent(() => import('../platforms/services/guide/result-page.tsx')),
});
const guideItem = createRoute({
  getParentRoute: () => layout,
  path: 'services/guide/items/$code',
  validateSearch: searchOf(guideApi.item),
  component: lazyRouteComponent(() => import('../platforms/services/guide/item-page.tsx')),
});
const guideLevels = createRoute({
  getParentRoute: () => layout,
  path: 'services/guide/items/$code/levels',
  validateSearch: searchOf(guideApi.levels),
  component: lazyRouteComponent(() => import('../platforms/services/guide/levels-page.tsx')),
});
const guideForm = createRoute({
  getParentRoute: () => layout,
  path: 'services/guide/items/$code/form',
  component: lazyRouteComponent(() => import('../platforms/services/guide/form-page.tsx')),
});
/** Addresses of before the guide: printed on receipts and kept in bookmarks. */
const catalogue = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue',
  validateSearch: searchOf(guideApi.search),
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/services/guide/items', search, replace: true });
  },
});
const item = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue/$code',
  validateSearch: searchOf(guideApi.item),
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/services/guide/items/$code', params, search, replace: true });
  },
});
const figures = createRoute({
  getParentRoute: () => layout,
  path: 'figures',
  validateSearch: searchOf(figuresApi.getFigures),
  component: lazyRouteComponent(() => import('../portal/figures-page.tsx')),
});

const signIn = createRoute({
  getParentRoute: () => layout,
  path: 'sign-in',
  validateSearch: searchBy(() => import('../session/sign-in-search.ts').then((m) => m.signInSearch)),
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

const points = createRoute({
  getParentRoute: () => layout,
  path: 'services/points',
  validateSearch: searchOf(pointsApi.listPoints),
  component: lazyRouteComponent(() => import('../platforms/services/points/point-list-page.tsx')),
});
const point = createRoute({
  getParentRoute: () => layout,
  path: 'services/points/$id',
  component: lazyRouteComponent(() => import('../platforms/services/points/point-page.tsx')),
});
const bookAtPoint = createRoute({
  getParentRoute: () => layout,
  path: 'services/points/$id/book',
  validateSearch: searchBy(() =>
    import('../platforms/services/queue/book-search.ts').then((m) => m.bookSearch),
  ),
  component: lazyRouteComponent(() => import('../platforms/services/queue/book-page.tsx')),
});
const coverage = createRoute({
  getParentRoute: () => layout,
  path: 'services/coverage',
  validateSearch: searchOf(pointsApi.getCoverage),
  component: lazyRouteComponent(() => import('../platforms/services/points/coverage-page.tsx')),
});
const appointment = createRoute({
  getParentRoute: () => layout,
  path: 'services/appointments/$code',
  component: lazyRouteComponent(() => import('../platforms/services/queue/appointment-page.tsx')),
});
const ticket = createRoute({
  getParentRoute: () => layout,
  path: 'services/tickets/$code',
  component: lazyRouteComponent(() => import('../platforms/services/queue/ticket-page.tsx')),
});

/** The display of a hall: a screen on a wall, without the frame of the portal. */
export const hallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'services/hall/$id',
  component: lazyRouteComponent(() => import('../platforms/services/queue/hall-page.tsx')),
});

/** The public portal and its pages. */
export const portalRoute = layout.addChildren([
  home,
  progress,
  guide,
  guideItems,
  guideItem,
  guideLevels,
  guideForm,
  catalogue,
  item,
  figures,
  verifyStart,
  verify,
  signIn,
  my,
  ...assetPortalRoutes(layout),
  ...applicationPortalRoutes(layout),
  points,
  point,
  bookAtPoint,
  coverage,
  appointment,
  ticket,
  ...informationPortalRoutes(layout),
  ...villagePortalRoutes(layout),
  ...penaltyPortalRoutes(layout),
  ...powerListPortalRoutes(layout),
  ...knowledgePortalRoutes(layout),
  ...analysisPortalRoutes(layout),
  ...programmePortalRoutes(layout),
  ...ticketPortalRoutes(layout),
]);
