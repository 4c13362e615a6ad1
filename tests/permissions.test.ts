import { describe, expect, test } from 'vitest';
import type { Permission } from '#contract/permissions';
import { rolePermissions } from '#contract/permissions';
import { type Role, roles } from '#contract/roles';
import type { Principal } from '#spine/identity/principal';
import { type Place, permissionWorld, places, type Records, type Route } from './support/permission-world.ts';
import { principalWith } from './support/principals.ts';

const { send, asked, records, routes } = await permissionWorld();

/** How a route is called, where the record of the path lies with us (`own`), and what its answer shows. */
interface Call {
  url?: (own: Records) => string;
  body?: object;
  /** The record in the path is found by whoever may read this, and for everybody else it does not exist. */
  record?: Permission;
  /** Ids in the answer, of which each is a record of one place. */
  /** What whoever is let in may be answered besides. */
  open?: number[];
  ids?: (body: { rows: { id: string }[] }) => string[];
  idOf?: (one: Records) => string[];
}

const rows: Call['ids'] = (body) => body.rows.map((row) => row.id);
const nothing = { action: 'nothing', values: {} };
const onCase: Call = { url: (own) => `/api/cases/${own.caseId}`, record: 'cases.read' };
const onAlert: Call = { url: (own) => `/api/alerts/${own.alertId}`, record: 'alerts.read' };
const onCorrection: Call = {
  url: (own) => `/api/corrections/${own.correctionId}`,
  record: 'corrections.read',
};
const onNoBook: Call = { url: (own) => `/api/services/books/${own.caseId}` };
const onNoPenalty = (rest: string): Call => ({
  url: (own) => `/api/powers/penalties/cases/${own.caseId}${rest}`,
  open: [404],
});
const application = (own: Records) => `/api/services/applications/${own.receipt}`;
const caseOfServices = (own: Records) => `/api/services/cases/${own.caseId}`;
const ticketOf = (own: Records) => `/api/hotline/tickets/cases/${own.caseId}`;
const onApplication: Call = { record: 'cases.read', open: [404] };
const onDevice = (what: string) => `/api/powers/seals/devices/${'d'.repeat(32)}/${what}`;
const plain: Call = {};
const body: Call = { body: {} };

/** Every route. Bodies are such that nothing is changed by whoever is let in. */
const calls: Record<string, Call> = {
  'GET /healthz': plain,
  'GET /healthz/watch': plain,
  'GET /metrics': plain,
  'GET /api/operations': plain,
  'GET /api/operations/alarms': plain,
  'GET /map/shandong.topo.json': plain,
  'GET /assets/*': { url: () => '/assets/none.js' },
  'GET /*': { url: () => '/cockpit' },
  // Whoever reads the statistics of an organ alone is told of no division.
  'GET /api/overview': { open: [403] },
  'GET /api/figures': plain,
  'GET /api/figures/months': plain,
  'GET /api/statistics': plain,
  'GET /api/statistics/views': plain,
  'POST /api/statistics/views': body,
  'DELETE /api/statistics/views/:id': { url: () => '/api/statistics/views/999999', open: [404] },
  'GET /api/statistics/table.:format': { url: () => '/api/statistics/table.csv' },
  'GET /api/installation': plain,
  'GET /api/rules': plain,
  'GET /api/rules/:code': { url: () => '/api/rules/OVERDUE' },
  'POST /api/rules/:code/decisions': { url: () => '/api/rules/OVERDUE/decisions', body: {} },
  'POST /api/rules/:code/dry-runs': { url: () => '/api/rules/OVERDUE/dry-runs', body: {} },
  'GET /api/dry-runs/:id': { url: () => '/api/dry-runs/none', open: [404] },
  'DELETE /api/dry-runs/:id': { url: () => '/api/dry-runs/none', open: [404] },
  'GET /api/dry-runs/:id/cases': { url: () => '/api/dry-runs/none/cases', open: [404] },
  'GET /api/coverage': plain,
  'GET /api/powers/power-list': plain,
  'GET /api/powers/power-list/:code': { url: () => '/api/powers/power-list/none', open: [404] },
  'GET /api/powers/power-list/:code/differences': {
    url: () => '/api/powers/power-list/none/differences?before=1&after=2',
    open: [404],
  },
  'POST /api/powers/power-list/:code/preview': {
    url: () => '/api/powers/power-list/none/preview',
    body: {},
  },
  'PUT /api/powers/power-list/:code': { url: () => '/api/powers/power-list/none', body: {} },
  'GET /api/powers/laws': plain,
  'GET /api/powers/laws/:law/citations': { url: () => '/api/powers/laws/licensing/citations' },
  'GET /api/messages': plain,
  'POST /api/messages/read': { body: { ids: ['x'] } },
  'GET /api/messages/preferences': plain,
  'PUT /api/messages/preferences': body,
  'GET /api/alerts/:id/messages': { ...onAlert, url: (own) => `${onAlert.url!(own)}/messages` },
  'GET /api/regions': plain,
  'GET /api/organs': plain,
  'GET /api/items': plain,
  'GET /api/items/:code': { url: () => '/api/items/report' },
  'GET /api/powers/centre': plain,
  'GET /api/powers/scores': plain,
  'GET /api/powers/scores/schemes': plain,
  'GET /api/powers/scores/appeals': plain,
  'GET /api/powers/scores/organs/:organ': {
    url: () => '/api/powers/scores/organs/none?period=2026-10',
    open: [404],
  },
  'GET /api/powers/scores/organs/:organ/cases': {
    url: () => '/api/powers/scores/organs/none/cases?period=2026-10&line=late',
    open: [404],
  },
  'GET /api/powers/scores/organs/:organ/people': {
    url: () => '/api/powers/scores/organs/none/people?period=2026-10',
    open: [404],
  },
  'POST /api/powers/scores/organs/:organ/appeals': {
    url: () => '/api/powers/scores/organs/none/appeals',
    body: {},
  },
  'POST /api/powers/scores/organs/:organ/adjustments': {
    url: () => '/api/powers/scores/organs/none/adjustments',
    body: {},
  },
  'POST /api/powers/scores/organs/:organ/proposals': {
    url: () => '/api/powers/scores/organs/none/proposals',
    body: {},
  },
  'POST /api/powers/scores/appeals/:id/proposal': {
    url: () => '/api/powers/scores/appeals/none/proposal',
    body: {},
  },
  'POST /api/powers/scores/appeals/:id/decision': {
    url: () => '/api/powers/scores/appeals/none/decision',
    body: {},
  },
  'GET /api/powers/flows': plain,
  'GET /api/powers/flows/:code': { url: () => '/api/powers/flows/report' },
  'GET /api/powers/flows/:code/cases': {
    url: () => '/api/powers/flows/report/cases',
    ids: rows,
    idOf: (one) => [one.caseId],
  },
  'GET /api/powers/flows/:code/bpmn': { url: () => '/api/powers/flows/report/bpmn' },
  'POST /api/powers/flows/draw': body,
  'POST /api/powers/flows/read': body,
  'GET /api/powers/flows/:code/simulations': { url: () => '/api/powers/flows/report/simulations' },
  'POST /api/powers/flows/:code/simulations': { url: () => '/api/powers/flows/report/simulations', body: {} },
  'GET /api/powers/flows/:code/simulations/:id': {
    url: () => '/api/powers/flows/report/simulations/1',
    open: [404],
  },
  'GET /api/powers/flows/:code/simulations/:id/cases': {
    url: () => '/api/powers/flows/report/simulations/1/cases',
    open: [404],
  },
  'GET /api/services/guide/home': plain,
  'GET /api/services/guide/items': plain,
  'GET /api/services/guide/suggestions': { url: () => '/api/services/guide/suggestions?search=a' },
  'GET /api/services/guide/items/:code': { url: () => '/api/services/guide/items/report' },
  'GET /api/services/guide/items/:code/levels': { url: () => '/api/services/guide/items/report/levels' },
  'GET /api/calendars': plain,
  'GET /api/calendars/:calendar/:year': { url: () => '/api/calendars/CN/2026' },
  'GET /api/policies': plain,
  'GET /api/progress/:receipt': { url: (own) => `/api/progress/${own.receipt}` },
  'GET /api/cases': { ids: rows, idOf: (one) => [one.caseId] },
  'GET /api/cases/:id': onCase,
  'POST /api/cases/:id/actions': { ...onCase, url: (own) => `${onCase.url!(own)}/actions`, body: nothing },
  'GET /api/alerts': { ids: rows, idOf: (one) => [one.alertId, one.correctionId] },
  'GET /api/alerts/:id': onAlert,
  // It is under correction already.
  'POST /api/alerts/:id/correction': {
    url: (own) => `/api/alerts/${own.correctionId}/correction`,
    record: 'alerts.read',
    body: {},
  },
  'GET /api/corrections': { ids: rows, idOf: (one) => [one.correctionId] },
  'GET /api/corrections/:id': onCorrection,
  'POST /api/corrections/:id/actions': {
    ...onCorrection,
    url: (own) => `${onCorrection.url!(own)}/actions`,
    body: nothing,
  },
  'POST /api/corrections/sign': { body: { ids: ['x'] } },
  // Whoever is let in is told that this is no division; the stream itself is in live-routes.test.ts.
  'GET /api/live': { url: () => '/api/live?region=x' },
  'PUT /api/items/:code': { url: () => '/api/items/report', body: {} },
  'POST /api/items/check': body,
  'PUT /api/organs/:code': { url: () => '/api/organs/town-centre', body: {} },
  'PUT /api/calendars/:calendar/:year': { url: () => '/api/calendars/CN/2026', body: {} },
  // Whoever no door knows is told to sign in; whoever is known, that this is no form or no file of theirs.
  'POST /api/attachments': { body: {}, open: [401, 415] },
  'GET /api/attachment-rules': plain,
  'DELETE /api/attachments/:id': { url: () => '/api/attachments/none', open: [401, 404] },
  'GET /api/attachments/:id': { url: () => '/api/attachments/none' },
  'GET /api/cases/:id/attachments': { ...onCase, url: (own) => `${onCase.url!(own)}/attachments` },
  'GET /api/cases/:id/documents': { ...onCase, url: (own) => `${onCase.url!(own)}/documents` },
  'GET /api/verify/:code': { url: () => '/api/verify/none' },
  'GET /api/documents/:file': { url: () => '/api/documents/none.pdf' },
  'GET /api/services/forms/:item': { url: () => '/api/services/forms/report' },
  'POST /api/services/drafts': body,
  'GET /api/services/drafts/:token': { url: () => '/api/services/drafts/none', open: [404] },
  'POST /api/services/applications': body,
  'POST /api/services/received': body,
  'GET /api/services/my': plain,
  // The cases of this world are no applications.
  'GET /api/services/applications/:receipt': { url: (own) => `${application(own)}`, open: [404] },
  'GET /api/services/applications/:receipt/documents': {
    url: (own) => `${application(own)}/documents`,
    open: [404],
  },
  'POST /api/services/applications/:receipt/actions': {
    url: (own) => `${application(own)}/actions`,
    body: { action: 'withdraw-application' },
    open: [404],
  },
  'GET /api/hotline/tickets/categories': plain,
  'POST /api/hotline/tickets/reports': body,
  'GET /api/hotline/tickets/progress/:receipt': {
    url: (own) => `/api/hotline/tickets/progress/${own.receipt}`,
    open: [404],
  },
  'POST /api/hotline/tickets/progress/:receipt/actions': {
    url: (own) => `/api/hotline/tickets/progress/${own.receipt}/actions`,
    body: { action: 'withdraw-ticket' },
    open: [404],
  },
  'GET /api/hotline/tickets/my': plain,
  'GET /api/hotline/tickets/notices': plain,
  'GET /api/hotline/tickets/rates': plain,
  'GET /api/hotline/tickets': plain,
  'POST /api/hotline/tickets': body,
  'POST /api/hotline/tickets/suggestions': { body: {}, open: [403] },
  'GET /api/hotline/tickets/cases/:id': { ...onApplication, url: (own) => ticketOf(own) },
  'GET /api/hotline/tickets/cases/:id/organs': { ...onApplication, url: (own) => `${ticketOf(own)}/organs` },
  'POST /api/hotline/tickets/cases/:id/dispatch': {
    ...onApplication,
    url: (own) => `${ticketOf(own)}/dispatch`,
    body: { lead: 'nobody' },
  },
  'POST /api/hotline/tickets/cases/:id/join': {
    ...onApplication,
    url: (own) => `${ticketOf(own)}/join`,
    body: { main: '3701-1', kind: 'repeat' },
  },
  'POST /api/hotline/tickets/cases/:id/sort': {
    ...onApplication,
    url: (own) => `${ticketOf(own)}/sort`,
    body: { category: 'urban', kind: 'question' },
  },
  'GET /api/hotline/assignments': plain,
  'GET /api/hotline/assignments/:id': {
    ...onApplication,
    url: (own) => `/api/hotline/assignments/${own.caseId}`,
  },
  'GET /api/services/cases': plain,
  'GET /api/services/cases/:id': { ...onApplication, url: (own) => caseOfServices(own) },
  'GET /api/services/cases/:id/documents': {
    ...onApplication,
    url: (own) => `${caseOfServices(own)}/documents`,
  },
  'POST /api/services/cases/:id/answers': {
    ...onApplication,
    url: (own) => `${caseOfServices(own)}/answers`,
    body: { purpose: 'contact' },
  },
  'POST /api/services/cases/:id/messages': {
    ...onApplication,
    url: (own) => `${caseOfServices(own)}/messages`,
    body: { text: 'x' },
  },
  'GET /api/services/ratings': plain,
  'GET /api/sources': plain,
  'POST /api/sources': body,
  'POST /api/events': body,
  'GET /api/imports': plain,
  'POST /api/imports': body,
  'POST /api/imports/preview': body,
  'GET /api/imports/:id': { url: () => '/api/imports/1' },
  'GET /api/imports/:id/refused': { url: () => '/api/imports/1/refused' },
  'GET /api/import-maps': plain,
  'GET /api/progress/:receipt/proof': {
    url: (own) => `/api/progress/${own.receipt}/proof`,
    open: [404, 503],
  },
  'GET /api/log/consistency': { open: [503] },
  'GET /log/key': { open: [503] },
  'GET /log/verify.html': plain,
  'GET /log/checkpoint': { open: [404, 503] },
  'GET /log/tile/*': { url: () => '/log/tile/0/000', open: [404, 503] },
  'GET /api/session': plain,
  'GET /api/sign-in/methods': plain,
  'GET /api/sign-in/demonstration': plain,
  'POST /api/sign-in': body,
  'POST /api/sign-in/second-factor': body,
  'POST /api/sign-in/passkey/options': body,
  'POST /api/sign-in/passkey': body,
  // No identity provider here.
  'POST /api/sign-in/openid': { body: {}, open: [503] },
  'GET /api/sign-in/openid/callback': { open: [302, 503] },
  'POST /api/sign-in/citizen/code': body,
  'POST /api/sign-in/citizen': body,
  'POST /api/openid/link': body,
  'POST /api/sign-out': body,
  'POST /api/password': body,
  'GET /api/sessions': plain,
  'DELETE /api/sessions/:id': { url: () => '/api/sessions/00000000-0000-4000-8000-000000000000' },
  'DELETE /api/sessions': plain,
  'POST /api/second-factor/totp': body,
  'POST /api/second-factor/totp/confirm': body,
  'POST /api/second-factor/totp/remove': body,
  'POST /api/second-factor/recovery-codes': body,
  'GET /api/second-factor/passkeys': plain,
  'POST /api/second-factor/passkeys/options': body,
  'POST /api/second-factor/passkeys': body,
  'DELETE /api/second-factor/passkeys/:id': { url: () => '/api/second-factor/passkeys/none' },
  'GET /api/accounts': plain,
  'POST /api/accounts': body,
  'GET /api/accounts/:account': { url: () => '/api/accounts/none', open: [404] },
  'PUT /api/accounts/:account/state': { url: () => '/api/accounts/none/state', body: {} },
  'POST /api/accounts/:account/password': { url: () => '/api/accounts/none/password', body: {} },
  'GET /api/posts': plain,
  'POST /api/posts': body,
  'POST /api/posts/:id/end': { url: () => '/api/posts/x/end', body: {} },
  'POST /api/posts/:id/holders': { url: () => '/api/posts/x/holders', body: {} },
  'DELETE /api/posts/:id/holders/:account': { url: () => '/api/posts/x/holders/none' },
  'GET /api/grants': plain,
  'POST /api/grants': body,
  'POST /api/grants/:id/approve': { url: () => '/api/grants/x/approve', body: {} },
  'POST /api/grants/:id/refuse': { url: () => '/api/grants/x/refuse', body: {} },
  'POST /api/grants/:id/revoke': { url: () => '/api/grants/x/revoke', body: {} },
  'GET /api/identity-events': plain,
  'GET /api/services/points': plain,
  'GET /api/services/points/:id': { url: () => '/api/services/points/3701-999999' },
  'POST /api/services/points': body,
  'PUT /api/services/points/:id': { url: () => '/api/services/points/3701-999999', body: {} },
  'GET /api/services/points/:id/versions': {
    url: () => '/api/services/points/3701-999999/versions',
    open: [404],
  },
  'POST /api/services/points/:id/agents': { url: () => '/api/services/points/3701-999999/agents', body: {} },
  'DELETE /api/services/points/:id/agents/:account': {
    url: () => '/api/services/points/3701-999999/agents/none',
    open: [404],
  },
  'GET /api/services/coverage': plain,
  'GET /api/services/points/:id/slots': { url: () => '/api/services/points/3701-999999/slots?group=A' },
  'POST /api/services/appointments': body,
  'GET /api/services/appointments/:code': { url: () => '/api/services/appointments/000000000000' },
  'POST /api/services/appointments/:code/cancel': {
    url: () => '/api/services/appointments/000000000000/cancel',
    body: {},
  },
  'POST /api/services/appointments/:code/move': {
    url: () => '/api/services/appointments/000000000000/move',
    body: {},
  },
  'POST /api/services/appointments/:code/check-in': {
    url: () => '/api/services/appointments/000000000000/check-in',
    body: {},
  },
  'GET /api/services/tickets/:code': { url: () => '/api/services/tickets/000000000000' },
  'POST /api/services/tickets/:code/leave': {
    url: () => '/api/services/tickets/000000000000/leave',
    body: {},
  },
  'POST /api/services/tickets/:code/rating': {
    url: () => '/api/services/tickets/000000000000/rating',
    body: {},
  },
  'GET /api/services/points/:id/hall': { url: () => '/api/services/points/3701-999999/hall' },
  'POST /api/services/points/:id/tickets': {
    url: () => '/api/services/points/3701-999999/tickets',
    body: {},
  },
  'GET /api/services/counters': plain,
  'GET /api/services/points/:id/windows/:window': {
    url: () => '/api/services/points/3701-999999/windows/A1',
    open: [404],
  },
  'POST /api/services/points/:id/windows/:window/actions': {
    url: () => '/api/services/points/3701-999999/windows/A1/actions',
    body: {},
  },
  'GET /api/services/points/:id/measures': {
    url: () => '/api/services/points/3701-999999/measures',
    open: [404],
  },
  'GET /api/services/points/:id/turns': {
    url: () => '/api/services/points/3701-999999/turns',
    open: [404],
  },
  'GET /api/bulletins/columns': plain,
  'GET /api/bulletins': plain,
  'GET /api/bulletins/feed.atom': plain,
  'GET /api/bulletins/feed.rss': plain,
  'GET /api/bulletins/:id': { url: () => '/api/bulletins/3701-999999' },
  'GET /api/bulletin-desk': plain,
  'GET /api/bulletin-desk/:id': { url: () => '/api/bulletin-desk/3701-999999', open: [404] },
  'POST /api/bulletin-desk': body,
  'PUT /api/bulletin-desk/:id': { url: () => '/api/bulletin-desk/3701-999999', body: {} },
  'POST /api/bulletin-desk/:id/actions': { url: () => '/api/bulletin-desk/3701-999999/actions', body: {} },
  'POST /api/subscriptions': body,
  'POST /api/subscriptions/find': body,
  'POST /api/subscriptions/confirm': body,
  'POST /api/subscriptions/end': body,
  'POST /api/subscriptions/one-click/:token': {
    url: () => '/api/subscriptions/one-click/00000000000000000000',
    body: {},
  },
  'GET /open-data/catalog.jsonld': plain,
  'GET /api/open-data/datasets': plain,
  'GET /api/open-data/datasets/:code': { url: () => '/api/open-data/datasets/items' },
  'GET /api/open-data/datasets/:code/rows': { url: () => '/api/open-data/datasets/items/rows' },
  'GET /api/open-data/datasets/:code/download.csv': {
    url: () => '/api/open-data/datasets/organs/download.csv',
  },
  'GET /api/open-data/datasets/:code/download.json': {
    url: () => '/api/open-data/datasets/organs/download.json',
  },
  'GET /api/openness': plain,
  'GET /api/openness/:organ/:year': { url: () => '/api/openness/city-bureau/2025' },
  'GET /api/openness-desk/:organ/:year': { url: () => '/api/openness-desk/city-bureau/2025', open: [404] },
  'PUT /api/openness-desk/:organ/:year': { url: () => '/api/openness-desk/city-bureau/2025', body: {} },
  'POST /api/openness-desk/:organ/:year/issue': {
    url: () => '/api/openness-desk/city-bureau/2025/issue',
    body: {},
  },
  'GET /api/hotline/knowledge/entries': plain,
  'GET /api/hotline/knowledge/entries/:id': { url: () => '/api/hotline/knowledge/entries/3701-999999' },
  'POST /api/hotline/knowledge/entries/:id/usefulness': {
    url: () => '/api/hotline/knowledge/entries/3701-999999/usefulness',
    body: {},
  },
  'GET /api/hotline/knowledge/desk': plain,
  'GET /api/hotline/knowledge/desk/:id': {
    url: () => '/api/hotline/knowledge/desk/3701-999999',
    open: [404],
  },
  'POST /api/hotline/knowledge/desk': body,
  'PUT /api/hotline/knowledge/desk/:id': {
    url: () => '/api/hotline/knowledge/desk/3701-999999',
    body: {},
  },
  'GET /api/hotline/knowledge/desk/:id/versions': {
    url: () => '/api/hotline/knowledge/desk/3701-999999/versions',
    open: [404],
  },
  'GET /api/hotline/search': plain,
  'POST /api/hotline/category-suggestions': body,
  'GET /api/hotline/analysis': plain,
  'GET /api/hotline/analysis/report.xlsx': plain,
  'POST /api/hotline/analysis/reports': body,
  'GET /api/hotline/figures': plain,
  'GET /api/hotline/open311/v2/:file': { url: () => '/api/hotline/open311/v2/services.json' },
  'GET /api/hotline/open311/v2/services/:file': { url: () => '/api/hotline/open311/v2/services/none.json' },
  'GET /api/hotline/open311/v2/requests/:file': { url: () => '/api/hotline/open311/v2/requests/none.json' },
  'GET /api/hotline/open311/v2/tokens/:file': { url: () => '/api/hotline/open311/v2/tokens/none.json' },
  // Another form than the one that is taken.
  'POST /api/hotline/open311/v2/:file': {
    url: () => '/api/hotline/open311/v2/requests.json',
    body: {},
    open: [400, 404, 415],
  },
  'GET /api/hotline/programmes/broadcasts': plain,
  'GET /api/hotline/programmes/broadcasts/:id': {
    url: () => '/api/hotline/programmes/broadcasts/3701-999999',
  },
  'DELETE /api/hotline/programmes/episodes/:id/linked-questions/:n': {
    url: () => '/api/hotline/programmes/episodes/3701-999999/linked-questions/1',
    open: [404],
  },
  'GET /api/hotline/programmes/questions': plain,
  'GET /api/hotline/programmes/asked': plain,
  'GET /api/hotline/programmes/series': plain,
  'POST /api/hotline/programmes/series': body,
  'PUT /api/hotline/programmes/series/:id': { url: () => '/api/hotline/programmes/series/999999', body: {} },
  'GET /api/hotline/programmes/episodes': plain,
  'POST /api/hotline/programmes/episodes': body,
  'GET /api/hotline/programmes/episodes/:id': {
    open: [404],
    url: () => '/api/hotline/programmes/episodes/3701-999999',
  },
  'PUT /api/hotline/programmes/episodes/:id': {
    url: () => '/api/hotline/programmes/episodes/3701-999999',
    body: {},
  },
  'POST /api/hotline/programmes/episodes/:id/questions': {
    url: () => '/api/hotline/programmes/episodes/3701-999999/questions',
    body: {},
  },
  'POST /api/hotline/programmes/episodes/:id/linked-questions': {
    url: () => '/api/hotline/programmes/episodes/3701-999999/linked-questions',
    body: {},
  },
  'GET /api/hotline/mails': plain,
  'GET /api/hotline/mails/:id': { open: [404], url: () => '/api/hotline/mails/999999' },
  'POST /api/hotline/mails/:id/ticket': { url: () => '/api/hotline/mails/999999/ticket', body: {} },
  'POST /api/hotline/mails/:id/dismissal': { url: () => '/api/hotline/mails/999999/dismissal', body: {} },
  'GET /api/hotline/open311/clients': plain,
  'POST /api/hotline/open311/clients': body,
  'POST /api/hotline/open311/clients/:id/revocation': {
    url: () => '/api/hotline/open311/clients/999999/revocation',
    body: {},
    open: [404],
  },
  'GET /api/people/:id': { url: () => '/api/people/x' },
  'POST /api/people/:id/readings': { url: () => '/api/people/x/readings', body: {} },
  'GET /api/my/readings': plain,
  'GET /api/my/cases': plain,
  'POST /api/my/record': body,
  'GET /api/readings': plain,
  'POST /api/people/:id/erasure': { url: () => '/api/people/x/erasure', body: {} },
  'GET /api/erasures': plain,
  'POST /api/erasures/:id/decision': { url: () => '/api/erasures/x/decision', body: {} },
  'POST /api/break-glass': body,
  'GET /api/break-glass': plain,
  'GET /api/break-glass/:id': { url: () => '/api/break-glass/x' },
  'POST /api/break-glass/:id/actions': { url: () => '/api/break-glass/x/actions', body: {} },
  'GET /api/services/account-subjects': plain,
  'GET /api/services/books': { ids: rows, idOf: () => [] },
  'POST /api/services/books': body,
  // The case of the records is no book, so that nobody finds one there.
  'GET /api/services/books/:id': { ...onNoBook, open: [404] },
  'GET /api/services/books/:id/vouchers': {
    url: (own) => `${onNoBook.url!(own)}/vouchers`,
    open: [404],
  },
  'POST /api/services/books/:id/vouchers': {
    url: (own) => `${onNoBook.url!(own)}/vouchers`,
    body: {},
    open: [404],
  },
  'POST /api/services/books/:id/vouchers/:voucher/reversal': {
    url: (own) => `${onNoBook.url!(own)}/vouchers/1/reversal`,
    body: {},
    open: [404],
  },
  'POST /api/services/books/:id/import': {
    url: (own) => `${onNoBook.url!(own)}/import`,
    open: [404],
  },
  'GET /api/services/contracts': { ids: rows, idOf: () => [] },
  'POST /api/services/contracts': body,
  'POST /api/services/contracts/import': { open: [403, 415] },
  'GET /api/services/holdings': { ids: rows, idOf: () => [] },
  'POST /api/services/holdings': body,
  'POST /api/services/holdings/import': { open: [403, 415] },
  'GET /api/services/import-templates/:file': { url: () => '/api/services/import-templates/contracts.xlsx' },
  'GET /api/services/villages/:region/books': { url: () => '/api/services/villages/370102001002/books' },
  'GET /api/services/villages/:region/books/:year/vouchers': {
    url: () => '/api/services/villages/370102001002/books/2026/vouchers',
    open: [404],
  },
  'GET /api/powers/penalties/benchmarks': plain,
  'GET /api/powers/penalties/cases': { ids: rows, idOf: () => [] },
  'POST /api/powers/penalties/cases': body,
  'POST /api/powers/penalties/on-the-spot': body,
  'GET /api/powers/penalties/cases/:id': onNoPenalty(''),
  'GET /api/powers/penalties/cases/:id/discretion': onNoPenalty('/discretion'),
  'GET /api/powers/penalties/cases/:id/documents': onNoPenalty('/documents'),
  'POST /api/powers/penalties/cases/:id/officers': {
    ...onNoPenalty('/officers'),
    body: { officers: ['none'] },
  },
  'POST /api/powers/penalties/cases/:id/notice': { ...onNoPenalty('/notice'), body: { kinds: ['warning'] } },
  'POST /api/powers/penalties/cases/:id/decision': {
    ...onNoPenalty('/decision'),
    body: { outcome: 'not-imposed', reason: 'nothing of the kind' },
  },
  'POST /api/powers/penalties/cases/:id/annulment': {
    ...onNoPenalty('/annulment'),
    body: { by: 'nobody', reason: 'nothing of the kind' },
  },
  'GET /api/powers/penalties/certificates': plain,
  'POST /api/powers/penalties/certificates': body,
  'GET /api/powers/penalties/publications': plain,
  'GET /api/powers/penalties/publications/:id': {
    url: () => '/api/powers/penalties/publications/3701-1',
    open: [404],
  },
  'GET /api/village/catalogue': plain,
  'GET /api/village/places/:region': { url: () => '/api/village/places/370102000000' },
  'GET /api/village/places/:region/matters': { url: () => '/api/village/places/370102000000/matters' },
  'GET /api/village/vote-rules': plain,
  // There is no such duty, and whoever is not signed in has no receipt code of it.
  'GET /api/village/disclosures/:id': { url: () => '/api/village/disclosures/3701-1' },
  'POST /api/village/disclosures/:id/objections': {
    url: () => '/api/village/disclosures/3701-1/objections',
    body: { subject: 'amount', text: 'a text' },
    open: [401, 404],
  },
  'GET /api/village/duties': plain,
  'POST /api/village/duties': body,
  'GET /api/village/duties/:id': { url: () => '/api/village/duties/3701-999999', open: [404] },
  'PUT /api/village/villages': body,
  'GET /api/village/matters': plain,
  'POST /api/village/matters': body,
  'GET /api/village/matters/:id': { url: () => '/api/village/matters/3701-999999', open: [404] },
  'GET /api/powers/cameras': { ids: rows, idOf: () => [] },
  'POST /api/powers/cameras': body,
  'GET /api/powers/cameras/:id': { url: () => '/api/powers/cameras/3701-999999', open: [404] },
  'POST /api/powers/cameras/:id/moments': { url: () => '/api/powers/cameras/3701-999999/moments', body: {} },
  'GET /api/powers/halls': plain,
  'GET /api/powers/viewings': plain,
  'POST /api/powers/viewings': body,
  'GET /api/powers/streams/:token/live.m3u8': {
    url: () => '/api/powers/streams/none/live.m3u8',
    open: [404],
  },
  'GET /api/powers/streams/:token/parts/:part': {
    url: () => '/api/powers/streams/none/parts/none',
    open: [404],
  },
  'GET /api/powers/seals': { ids: rows, idOf: () => [] },
  'POST /api/powers/seals': body,
  'GET /api/powers/seals/:id': { url: () => '/api/powers/seals/3701-999999', open: [404] },
  'GET /api/powers/stampings': { ids: rows, idOf: () => [] },
  'POST /api/powers/stampings': body,
  'GET /api/powers/stampings/:id': { url: () => '/api/powers/stampings/3701-999999', open: [404] },
  'GET /api/powers/villages/:region/stampings': {
    url: () => '/api/powers/villages/370102001002/stampings',
  },
  'POST /api/powers/stampings/:id/code': {
    url: () => '/api/powers/stampings/3701-999999/code',
    body: {},
    open: [404],
  },
  // Devices prove themselves by their signatures, and there is no such device.
  'POST /api/powers/seals/devices/:device/challenges': { url: () => onDevice('challenges'), open: [401] },
  'POST /api/powers/seals/devices/:device/releases': { url: () => onDevice('releases'), body: {} },
  'POST /api/powers/seals/devices/:device/heartbeats': { url: () => onDevice('heartbeats'), body: {} },
  'POST /api/powers/seals/devices/:device/records': { url: () => onDevice('records'), body: {} },
};
const callOf = ({ method, url }: Route): Call | undefined =>
  calls[`${method === 'HEAD' ? 'GET' : method} ${url}`];

interface Asker {
  name: string;
  role?: Role;
  at?: Place;
  principal: Principal | null;
}
const askers: Asker[] = [
  { name: 'nobody', principal: null },
  { name: 'somebody without any role', principal: principalWith([]) },
  ...(Object.keys(roles) as Role[]).flatMap((role) =>
    (Object.keys(places) as Place[]).map((at) => {
      const { organId, region } = records[at];
      return { name: `${role} at ${at}`, role, at, principal: principalWith([{ role, organId, region }]) };
    }),
  ),
];

/** Whether a record at `place` lies within the reach of a role held at `at`: told again, apart from the code under test. */
function reaches({ role, at }: Asker, permission: Permission, place: Place): boolean {
  switch (role && rolePermissions[role][permission]) {
    case 'organ':
      return at === place;
    case 'region':
      return at === 'above' || places[at!].region === places[place].region;
    default:
      return false;
  }
}

/** 401, 403 or 404 as the tables say; 'open' for whoever is let in. */
function expected(route: Route, call: Call, asker: Asker): number | 'open' {
  if (route.access === 'everybody') return 'open';
  // Its door asks for a source's token, and no person has one.
  if (route.access === 'source') return 401;
  // They ask for a session itself, and the askers here have none: session-tokens.test.ts calls them with one.
  if (route.access === 'session') return 401;
  if (!asker.principal) return 401;
  if (route.access === 'signed-in') return 'open';
  const held = asker.role ? Object.keys(rolePermissions[asker.role]) : [];
  if (!route.access.split('|').some((permission) => held.includes(permission))) return 403;
  if (call.record && !reaches(asker, call.record, 'own')) return 404;
  return 'open';
}

async function ask(route: Route, call: Call, asker: Asker) {
  asked.by = asker.principal;
  const url = call.url?.(records.own) ?? route.url;
  return send(route.method as 'GET', url, call.body);
}

/** Let in: answered, or told what is wrong with what was said. */
const open = (status: number, route: Route) =>
  callOf(route)?.open?.includes(status) ||
  (route.access === 'everybody'
    ? ![401, 403].includes(status) && status < 500
    : [200, 409, 415, 422].includes(status));

describe('every route × role × owner', () => {
  test('given all routes that there are, then each is called here and names who may call it', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.filter((route) => !callOf(route)).map((route) => `${route.method} ${route.url}`)).toEqual(
      [],
    );
    expect(routes.filter((route) => route.access === 'none')).toEqual([]);
    const known = new Set(routes.map((route) => `${route.method} ${route.url}`));
    expect(Object.keys(calls).filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(routes.map((route) => [`${route.method} ${route.url}`, route] as const))(
    'given %s, then whoever may is let in, and nobody else is',
    async (_, route) => {
      const call = callOf(route);
      if (!call) return;
      const wrong: unknown[] = [];
      for (const asker of askers) {
        const want = expected(route, call, asker);
        const { status, body: answer } = await ask(route, call, asker);
        // So many calls of one address may be refused for their number before anybody is asked who they are.
        if (route.access === 'session' && status === 429) continue;
        if (want === 'open' ? !open(status, route) : status !== want)
          wrong.push([asker.name, want, status, answer]);
        if (want === 'open' || route.method === 'HEAD') continue;
        const code = { 401: /^(sign-in-needed|unauthorised)$/, 403: /^forbidden$/, 404: /^not-found$/ }[want];
        if (!code?.test(answer.code)) wrong.push([asker.name, 'code', answer]);
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(
    routes
      .filter((route) => route.method === 'GET' && callOf(route)?.ids)
      .map((one) => [one.url, one] as const),
  )(
    'given the list %s, then each sees the records within their reach, and no count of others',
    async (_, route) => {
      const call = callOf(route)!;
      for (const asker of askers) {
        if (expected(route, call, asker) !== 'open') continue;
        const { body: answer } = await ask(route, call, asker);
        const within = (Object.keys(places) as Place[]).filter((place) =>
          reaches(asker, route.access as Permission, place),
        );
        const want = within.flatMap((place) => call.idOf!(records[place]));
        expect([asker.name, call.ids!(answer).sort(), answer.total]).toEqual([
          asker.name,
          want.sort(),
          want.length,
        ]);
        if (answer.counts)
          expect(Object.values<number>(answer.counts).reduce((sum, n) => sum + n, 0)).toBe(want.length);
      }
    },
  );

  test('given what is outside of the reach and what does not exist, then the answers are the same', async () => {
    asked.by = principalWith([{ role: 'handler', organId: records.own.organId, region: records.own.region }]);
    for (const [foreign, none] of [
      [`/api/cases/${records.elsewhere.caseId}`, '/api/cases/3702-999999'],
      [`/api/alerts/${records.neighbour.alertId}`, '/api/alerts/3701-999999'],
      [`/api/corrections/${records.above.correctionId}`, '/api/corrections/3700-999999'],
    ]) {
      const [one, other] = [await send('GET', foreign!), await send('GET', none!)];
      expect([one.status, one.body]).toEqual([404, other.body]);
    }
  });
});

/** Written down by hand, so that the tables themselves are checked. */
const known: [role: Role, at: Place, method: 'GET' | 'POST' | 'PUT', url: string, answer: number | 'open'][] =
  [
    ['window-clerk', 'own', 'GET', '/api/cases/:id', 'open'],
    ['window-clerk', 'neighbour', 'GET', '/api/cases/:id', 404],
    ['window-clerk', 'own', 'POST', '/api/corrections/sign', 403],
    ['handler', 'own', 'POST', '/api/cases/:id/actions', 'open'],
    ['handler', 'own', 'POST', '/api/corrections/:id/actions', 'open'],
    ['handler', 'own', 'POST', '/api/alerts/:id/correction', 403],
    ['handler', 'above', 'GET', '/api/cases/:id', 404],
    ['organ-head', 'own', 'POST', '/api/cases/:id/actions', 403],
    ['organ-inspector', 'own', 'POST', '/api/corrections/:id/actions', 403],
    ['supervision-officer', 'neighbour', 'GET', '/api/alerts/:id', 'open'],
    ['supervision-officer', 'neighbour', 'POST', '/api/alerts/:id/correction', 'open'],
    ['supervision-officer', 'elsewhere', 'GET', '/api/alerts/:id', 404],
    ['supervision-officer', 'elsewhere', 'POST', '/api/alerts/:id/correction', 404],
    ['supervision-officer', 'own', 'POST', '/api/cases/:id/actions', 403],
    ['supervision-head', 'above', 'GET', '/api/corrections/:id', 'open'],
    ['hotline-agent', 'neighbour', 'GET', '/api/cases/:id', 'open'],
    ['hotline-agent', 'own', 'GET', '/api/alerts/:id', 403],
    ['system-administrator', 'own', 'GET', '/api/cases/:id', 403],
    ['system-administrator', 'elsewhere', 'PUT', '/api/items/:code', 'open'],
    ['system-administrator', 'own', 'GET', '/api/imports', 'open'],
    ['security-administrator', 'own', 'GET', '/api/imports', 403],
    ['security-administrator', 'above', 'GET', '/api/cases', 403],
    ['auditor', 'above', 'GET', '/api/alerts', 403],
    ['citizen', 'own', 'GET', '/api/cases/:id', 404],
    ['citizen', 'own', 'GET', '/api/alerts', 403],
  ];

test.each(known)('given %s at %s, then %s %s is answered %s', async (role, at, method, url, want) => {
  const route = routes.find((one) => one.method === method && one.url === url)!;
  const { organId, region } = records[at];
  const asker = { name: role, role, at, principal: principalWith([{ role, organId, region }]) };
  const { status } = await ask(route, callOf(route)!, asker);
  expect(want === 'open' ? open(status, route) : status === want).toBe(true);
});

test('given the table of permissions, then no role reads cases of the whole installation', () => {
  for (const held of Object.values(rolePermissions))
    for (const permission of ['cases.read', 'alerts.read', 'corrections.read'] as const)
      expect(held[permission]).not.toBe('installation');
});
