import { describe, expect, test } from 'vitest';
import { permissionWorld } from './support/permission-world.ts';

const { routes } = await permissionWorld();

/**
 * What everybody may ask, and what is counted there (docs/decisions/0042).
 * - `protected`: counts of cases, with small numbers hidden; what they tell together is attacked in public-figures.test.ts.
 * - `records`: each thing by itself, as the law or its owner publishes it; a list with its length.
 * - `registers`: things of the public service itself: organs, items, points, calendars, rules, laws.
 * - `own`: one's own, by a code or a session.
 * - `present`: what whoever stands there sees: how many wait, which slots are free.
 * - `nothing`: no counts.
 */
const told: Record<string, 'protected' | 'records' | 'registers' | 'own' | 'present' | 'nothing'> = {
  'GET /api/figures': 'protected',
  'GET /api/figures/months': 'protected',
  'GET /open-data/catalog.jsonld': 'nothing',
  'GET /api/open-data/datasets': 'nothing',
  'GET /api/open-data/datasets/:code': 'nothing',
  'GET /api/open-data/datasets/:code/rows': 'protected',
  'GET /api/open-data/datasets/:code/download.csv': 'protected',
  'GET /api/open-data/datasets/:code/download.json': 'protected',
  'GET /api/hotline/figures': 'protected',
  'GET /api/openness': 'records',
  'GET /api/openness/:organ/:year': 'protected',
  'GET /api/services/ratings': 'protected',
  'GET /api/powers/villages/:region/stampings': 'protected',

  'GET /api/bulletins': 'records',
  'GET /api/bulletins/:id': 'records',
  'GET /api/bulletins/feed.atom': 'records',
  'GET /api/bulletins/feed.rss': 'records',
  'GET /api/hotline/open311/v2/:file': 'records',
  'GET /api/hotline/open311/v2/requests/:file': 'records',
  'GET /api/hotline/programmes/broadcasts': 'records',
  'GET /api/hotline/programmes/broadcasts/:id': 'records',
  'GET /api/hotline/programmes/questions': 'records',
  'GET /api/hotline/tickets/notices': 'records',
  'GET /api/powers/penalties/publications': 'records',
  'GET /api/powers/penalties/publications/:id': 'records',
  'GET /api/services/villages/:region/books': 'records',
  'GET /api/services/villages/:region/books/:year/vouchers': 'records',
  'GET /api/village/places/:region/matters': 'records',
  'GET /api/village/places/:region': 'records',
  'GET /api/village/disclosures/:id': 'records',

  'GET /api/installation': 'registers',
  'GET /api/rules': 'registers',
  'GET /api/attachment-rules': 'registers',
  'GET /api/bulletins/columns': 'registers',
  'GET /api/calendars': 'registers',
  'GET /api/calendars/:calendar/:year': 'registers',
  'GET /api/policies': 'registers',
  'GET /api/items': 'registers',
  'GET /api/items/:code': 'registers',
  'GET /api/regions': 'registers',
  'GET /api/organs': 'registers',
  'GET /api/hotline/tickets/categories': 'registers',
  // Voices on an entry are counted without anything of who said it, and counted nowhere else.
  'GET /api/hotline/knowledge/entries': 'registers',
  'GET /api/hotline/knowledge/entries/:id': 'registers',
  'GET /api/hotline/open311/v2/services/:file': 'registers',
  'GET /api/powers/penalties/benchmarks': 'registers',
  'GET /api/powers/power-list': 'registers',
  'GET /api/powers/power-list/:code': 'registers',
  'GET /api/powers/power-list/:code/differences': 'registers',
  'GET /api/powers/laws': 'registers',
  'GET /api/powers/laws/:law/citations': 'registers',
  'GET /api/powers/scores/schemes': 'registers',
  'GET /api/services/forms/:item': 'registers',
  'GET /api/services/account-subjects': 'registers',
  // In the order of what is asked for most; how often is not told.
  'GET /api/services/guide/home': 'registers',
  'GET /api/services/guide/items': 'registers',
  'GET /api/services/guide/suggestions': 'registers',
  'GET /api/services/guide/items/:code': 'registers',
  'GET /api/services/guide/items/:code/levels': 'registers',
  'GET /api/services/points': 'registers',
  'GET /api/services/points/:id': 'registers',
  'GET /api/services/coverage': 'registers',
  'GET /api/services/import-templates/:file': 'nothing',
  'GET /api/village/vote-rules': 'registers',
  'GET /api/village/catalogue': 'registers',

  'GET /api/services/points/:id/slots': 'present',
  'GET /api/services/points/:id/hall': 'present',

  'GET /api/verify/:code': 'own',
  'GET /api/progress/:receipt': 'own',
  'GET /api/progress/:receipt/proof': 'own',
  'GET /api/hotline/open311/v2/tokens/:file': 'own',
  'GET /api/hotline/tickets/progress/:receipt': 'own',
  'GET /api/services/applications/:receipt': 'own',
  'GET /api/services/applications/:receipt/documents': 'own',
  'GET /api/services/appointments/:code': 'own',
  'GET /api/services/tickets/:code': 'own',
  'GET /api/session': 'own',
};

/** Of these the answer is a file or a word to machines, which no contract describes. */
const plain =
  /^GET \/(healthz|metrics|map|assets|log|\*|api\/openapi|api\/sign-in|api\/documents|api\/log|api\/attachments)/;

describe('what everybody may ask', () => {
  const open = routes
    .filter(({ method, access }) => method === 'GET' && access === 'everybody')
    .map(({ method, url }) => `${method} ${url}`);

  test('given every such address, then it is known what is counted there', () => {
    expect(open.filter((name) => !(name in told) && !plain.test(name))).toEqual([]);
  });

  test('given what is known, then each is open to everybody', () => {
    const known = new Set(open);
    expect(Object.keys(told).filter((name) => !known.has(name))).toEqual([]);
  });

  test('given the exact overview and the live stream, then they are not among them', () => {
    expect(open).not.toContain('GET /api/overview');
    expect(open).not.toContain('GET /api/live');
  });
});
