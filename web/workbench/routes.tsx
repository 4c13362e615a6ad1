import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { catalogueApi } from '#contract/catalogue-api';
import { correctionsApi } from '#contract/corrections';
import { erasureApi } from '#contract/erasure';
import { importsApi } from '#contract/imports';
import { messagesApi } from '#contract/messages';
import { operationsApi } from '#contract/operations';
import { peopleApi } from '#contract/people';
import { hallWorkbenchRoutes } from '../platforms/powers/halls/workbench-routes.ts';
import { sealWorkbenchRoutes } from '../platforms/powers/seals/workbench-routes.ts';
import { rulesApi } from '#contract/rules';
import { assetWorkbenchRoutes } from '../platforms/services/assets/workbench-routes.ts';
import { applicationWorkbenchRoutes } from '../platforms/services/applications/workbench-routes.ts';
import { flowWorkbenchRoutes } from '../platforms/powers/flows/workbench-routes.ts';
import { pointsApi } from '#contract/services/points';
import { queueApi } from '#contract/services/queue';
import { penaltyWorkbenchRoutes } from '../platforms/powers/penalties/workbench-routes.ts';
import { ticketWorkbenchRoutes } from '../platforms/hotline/tickets/workbench-routes.ts';
import { villageWorkbenchRoutes } from '../platforms/services/village/workbench-routes.ts';
import { scoreWorkbenchRoutes } from '../platforms/powers/scores/workbench-routes.ts';
import { powerListWorkbenchRoutes } from '../platforms/powers/power-list/workbench-routes.ts';
import { analysisWorkbenchRoutes } from '../platforms/hotline/analysis/workbench-routes.ts';
import { ticketSearchWorkbenchRoutes } from '../platforms/hotline/search/workbench-routes.ts';
import { mailWorkbenchRoutes } from '../platforms/hotline/mails/workbench-routes.ts';
import { programmeWorkbenchRoutes } from '../platforms/hotline/programmes/workbench-routes.ts';
import { open311WorkbenchRoutes } from '../platforms/hotline/open311/workbench-routes.ts';
import { knowledgeWorkbenchRoutes } from '../platforms/hotline/knowledge/workbench-routes.ts';
import { informationWorkbenchRoutes } from '../information/workbench-routes.ts';
import { rootRoute } from '../routes/root.ts';
import { searchBy, searchOf } from '../routes/search.ts';
import { signedInFirst } from '../session/guard.ts';

const layout = createRoute({
  getParentRoute: () => rootRoute,
  path: 'workbench',
  beforeLoad: signedInFirst,
  component: lazyRouteComponent(() => import('./workbench-layout.tsx')),
});
const desk = createRoute({
  getParentRoute: () => layout,
  path: '/',
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx')),
});
const alerts = createRoute({
  getParentRoute: () => layout,
  path: 'alerts',
  validateSearch: searchOf(alertsApi.listAlerts),
  component: lazyRouteComponent(() => import('./alerts/alert-list-page.tsx')),
});
/** The drawer over the list: the filter of the list stays in the address. */
const alert = createRoute({
  getParentRoute: () => alerts,
  path: '$id',
  component: lazyRouteComponent(() => import('./alerts/alert-drawer.tsx')),
});
const messages = createRoute({
  getParentRoute: () => layout,
  path: 'messages',
  validateSearch: searchOf(messagesApi.listMessages),
  component: lazyRouteComponent(() => import('./messages/message-list-page.tsx')),
});
const corrections = createRoute({
  getParentRoute: () => layout,
  path: 'corrections',
  validateSearch: searchOf(correctionsApi.listCorrections),
  component: lazyRouteComponent(() => import('./corrections/correction-list-page.tsx')),
});
const correction = createRoute({
  getParentRoute: () => layout,
  path: 'corrections/$id',
  component: lazyRouteComponent(() => import('./corrections/correction-page.tsx')),
});
const notice = createRoute({
  getParentRoute: () => layout,
  path: 'corrections/$id/notice',
  component: lazyRouteComponent(() => import('./corrections/notice-page.tsx')),
});
const cases = createRoute({
  getParentRoute: () => layout,
  path: 'cases',
  validateSearch: searchOf(casesApi.listCases),
  component: lazyRouteComponent(() => import('./cases/case-list-page.tsx')),
});
const statistics = createRoute({
  getParentRoute: () => layout,
  path: 'statistics',
  validateSearch: searchBy(() => import('./statistics/statistics-search.ts').then((m) => m.statisticsSearch)),
  component: lazyRouteComponent(() => import('./statistics/statistics-page.tsx')),
});
const oneCase = createRoute({
  getParentRoute: () => layout,
  path: 'cases/$id',
  component: lazyRouteComponent(() => import('./cases/case-page.tsx')),
});
const imports = createRoute({
  getParentRoute: () => layout,
  path: 'imports',
  validateSearch: searchOf(importsApi.listImports),
  component: lazyRouteComponent(() => import('./imports/import-page.tsx')),
});
const oneImport = createRoute({
  getParentRoute: () => layout,
  path: 'imports/$id',
  validateSearch: searchOf(importsApi.listRefused),
  component: lazyRouteComponent(() => import('./imports/import-run-page.tsx')),
});
const catalogue = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue',
  validateSearch: searchOf(catalogueApi.listItems),
  component: lazyRouteComponent(() => import('./catalogue/item-list-page.tsx')),
});
const item = createRoute({
  getParentRoute: () => layout,
  path: 'catalogue/$code',
  validateSearch: searchBy(() => import('./catalogue/item-search.ts').then((m) => m.itemSearch)),
  component: lazyRouteComponent(() => import('./catalogue/item-page.tsx')),
});
const newItem = createRoute({
  getParentRoute: () => layout,
  path: 'new-item',
  validateSearch: searchBy(() => import('./catalogue/item-search.ts').then((m) => m.newItemSearch)),
  component: lazyRouteComponent(() => import('./catalogue/new-item-page.tsx')),
});
const calendars = createRoute({
  getParentRoute: () => layout,
  path: 'calendars',
  validateSearch: searchBy(() => import('./calendars/calendar-search.ts').then((m) => m.calendarSearch)),
  component: lazyRouteComponent(() => import('./calendars/calendar-page.tsx')),
});
const organs = createRoute({
  getParentRoute: () => layout,
  path: 'organs',
  validateSearch: searchBy(() => import('./organs/organ-search.ts').then((m) => m.organSearch)),
  component: lazyRouteComponent(() => import('./organs/organ-page.tsx')),
});
const sources = createRoute({
  getParentRoute: () => layout,
  path: 'sources',
  component: lazyRouteComponent(() => import('./sources/source-page.tsx')),
});
const operations = createRoute({
  getParentRoute: () => layout,
  path: 'operations',
  validateSearch: searchOf(operationsApi.listAlarms),
  component: lazyRouteComponent(() => import('./operations/operations-page.tsx')),
});
const rules = createRoute({
  getParentRoute: () => layout,
  path: 'rules',
  component: lazyRouteComponent(() => import('./rules/rule-page.tsx')),
});
const rule = createRoute({
  getParentRoute: () => layout,
  path: 'rules/$code',
  component: lazyRouteComponent(() => import('./rules/rule-detail-page.tsx')),
});
const coverage = createRoute({
  getParentRoute: () => layout,
  path: 'coverage',
  validateSearch: searchOf(rulesApi.getCoverage),
  component: lazyRouteComponent(() => import('./rules/coverage-page.tsx')),
});

/** The list of accounts is what one means by people. */
const peopleStart = createRoute({
  getParentRoute: () => layout,
  path: 'people',
  beforeLoad: () => {
    throw redirect({ to: '/workbench/people/accounts', replace: true });
  },
});
const accounts = createRoute({
  getParentRoute: () => layout,
  path: 'people/accounts',
  validateSearch: searchOf(peopleApi.listAccounts),
  component: lazyRouteComponent(() => import('./people/account-list-page.tsx')),
});
const account = createRoute({
  getParentRoute: () => layout,
  path: 'people/accounts/$account',
  component: lazyRouteComponent(() => import('./people/account-page.tsx')),
});
const posts = createRoute({
  getParentRoute: () => layout,
  path: 'people/posts',
  validateSearch: searchOf(peopleApi.listPosts),
  component: lazyRouteComponent(() => import('./people/post-list-page.tsx')),
});
const grants = createRoute({
  getParentRoute: () => layout,
  path: 'people/grants',
  validateSearch: searchOf(peopleApi.listGrants),
  component: lazyRouteComponent(() => import('./people/grant-list-page.tsx')),
});
const erasures = createRoute({
  getParentRoute: () => layout,
  path: 'people/erasures',
  validateSearch: searchOf(erasureApi.listErasures),
  component: lazyRouteComponent(() => import('./people/erasure-list-page.tsx')),
});
const identityEvents = createRoute({
  getParentRoute: () => layout,
  path: 'people/events',
  validateSearch: searchOf(peopleApi.listIdentityEvents),
  component: lazyRouteComponent(() => import('./people/identity-event-page.tsx')),
});

const servicePoints = createRoute({
  getParentRoute: () => layout,
  path: 'services/points',
  validateSearch: searchBy(() =>
    import('../platforms/services/points/workbench/point-search.ts').then((m) => m.pointSearch),
  ),
  component: lazyRouteComponent(() => import('../platforms/services/points/workbench/point-desk-page.tsx')),
});
const serviceCoverage = createRoute({
  getParentRoute: () => layout,
  path: 'services/coverage',
  validateSearch: searchOf(pointsApi.getCoverage),
  component: lazyRouteComponent(() => import('../platforms/services/points/coverage-page.tsx')),
});
const serviceWindows = createRoute({
  getParentRoute: () => layout,
  path: 'services/windows',
  component: lazyRouteComponent(() => import('../platforms/services/queue/workbench/window-list-page.tsx')),
});
const serviceWindow = createRoute({
  getParentRoute: () => layout,
  path: 'services/windows/$point/$window',
  component: lazyRouteComponent(() => import('../platforms/services/queue/workbench/counter-page.tsx')),
});

const serviceTurns = createRoute({
  getParentRoute: () => layout,
  path: 'services/points/$point/turns',
  validateSearch: searchOf(queueApi.listTurns),
  component: lazyRouteComponent(() => import('../platforms/services/queue/workbench/turn-list-page.tsx')),
});

/** The frame of the workbench around what belongs to the person alone. */
const ownLayout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'own',
  beforeLoad: signedInFirst,
  component: lazyRouteComponent(() => import('./workbench-layout.tsx')),
});
const ownAccount = createRoute({
  getParentRoute: () => ownLayout,
  path: 'account',
  component: lazyRouteComponent(() => import('../account/account-page.tsx')),
});
export const accountRoute = ownLayout.addChildren([ownAccount]);

/** The workbench of the officials and its pages. */
export const workbenchRoute = layout.addChildren([
  desk,
  alerts.addChildren([alert]),
  messages,
  corrections,
  correction,
  notice,
  cases,
  oneCase,
  statistics,
  ...assetWorkbenchRoutes(layout),
  imports,
  oneImport,
  catalogue,
  item,
  newItem,
  calendars,
  organs,
  sources,
  operations,
  rules,
  rule,
  coverage,
  peopleStart,
  accounts,
  account,
  posts,
  grants,
  erasures,
  identityEvents,
  ...informationWorkbenchRoutes(layout),
  ...applicationWorkbenchRoutes(layout),
  servicePoints,
  serviceCoverage,
  serviceWindows,
  serviceWindow,
  serviceTurns,
  ...villageWorkbenchRoutes(layout),
  ...penaltyWorkbenchRoutes(layout),
  ...hallWorkbenchRoutes(layout),
  ...sealWorkbenchRoutes(layout),
  ...scoreWorkbenchRoutes(layout),
  ...powerListWorkbenchRoutes(layout),
  ...flowWorkbenchRoutes(layout),
  ...knowledgeWorkbenchRoutes(layout),
  ...mailWorkbenchRoutes(layout),
  ...programmeWorkbenchRoutes(layout),
  ...open311WorkbenchRoutes(layout),
  ...ticketSearchWorkbenchRoutes(layout),
  ...analysisWorkbenchRoutes(layout),
  ...ticketWorkbenchRoutes(layout),
]);
