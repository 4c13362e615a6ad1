import { isDeepStrictEqual } from 'node:util';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { type KnowledgeContent, knowledgeApi } from '#contract/hotline/knowledge';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { wantedWords } from '#spine/search/words-query';
import type { Spine } from '#spine/spine';
import { asOfNow, createEntry, getEntry, saveEntry } from './actions.ts';
import { knowledgeRules } from './knowledge-rules.ts';
import { viewEntry, viewRow } from './knowledge-view.ts';

import { countStandings, countVoice, type EntryFilter, listEntries, listVersions } from './store.ts';

/** What has every word; where nothing has, what has some of them. */
async function find(spine: Spine, filter: Omit<EntryFilter, 'which' | 'words'>, search: string | undefined) {
  const words = wantedWords(search);
  const ask = (which: 'all' | 'some') => listEntries(spine.pool, { ...filter, words, which }, asOfNow(spine));
  const found = await ask('all');
  const near = found.total === 0 && words ? await ask('some') : undefined;
  const { entries, total } = near ?? found;
  return {
    rows: entries.map((entry) => viewRow(spine, entry)),
    total,
    page: filter.page,
    pageSize: filter.pageSize,
    closest: near !== undefined && total > 0,
  };
}

/** Parts of an entry that differ between two versions. */
function changedParts(now: KnowledgeContent, before: KnowledgeContent | undefined): string[] {
  if (!before) return [];
  return (Object.keys(now) as (keyof KnowledgeContent)[]).filter(
    (part) => !isDeepStrictEqual(now[part], before[part]),
  );
}

/** Bounds how often one address says what was useful. Refusal: too-many-tries. */
async function registerVoices(scope: FastifyInstance, spine: Spine): Promise<void> {
  const { requests, perSeconds } = knowledgeRules.rate;
  await scope.register(fastifyRateLimit, {
    max: requests,
    timeWindow: perSeconds * 1000,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too-many-tries', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  route(scope, knowledgeApi.tellUsefulness, async ({ params, body }) => {
    const entry = await getEntry(spine, params.id, 'everybody');
    if (!(await countVoice(spine.pool, entry, body.version, body.useful)))
      throw new Refusal('field-invalid', { field: 'version', expected: `a version up to ${entry.version}` });
    const { useful, useless } = await getEntry(spine, params.id, 'everybody');
    return { useful, useless };
  });
}

function registerDesk(app: FastifyInstance, spine: Spine): void {
  const { pool, registry } = spine;
  route(app, knowledgeApi.desk, async ({ query, request }) => {
    const owners = reachOf(principalOf(request), 'knowledge.edit');
    const { search, organ, mine, ...filter } = query;
    // An organ that is not registered owns nothing.
    const organId = organ === undefined ? undefined : (registry.organ(organ)?.id ?? -1);
    const page = await find(
      spine,
      { ...filter, organId, owners: mine === 'true' ? owners : undefined, forEverybody: false },
      search,
    );
    const counts = await countStandings(pool, owners, asOfNow(spine));
    return {
      ...page,
      warnings: {
        'ends-soon': counts['ends-soon'] ?? 0,
        'review-due': counts['review-due'] ?? 0,
        expired: counts.expired ?? 0,
      },
    };
  });
  route(app, knowledgeApi.deskEntry, async ({ params, request }) =>
    viewEntry(spine, await getEntry(spine, params.id, 'officials'), principalOf(request)),
  );
  route(app, knowledgeApi.create, async ({ body, request }) => {
    const principal = principalOf(request);
    return viewEntry(spine, await createEntry(spine, principal, body), principal);
  });
  route(app, knowledgeApi.save, async ({ params, body, request }) => {
    const principal = principalOf(request);
    return viewEntry(spine, await saveEntry(spine, principal, params.id, body), principal);
  });
  route(app, knowledgeApi.versions, async ({ params }) => {
    const versions = await listVersions(pool, await getEntry(spine, params.id, 'officials'));
    return versions.map(({ version, actor, savedAt, content, useful, useless }, at) => ({
      version,
      actor,
      at: toRfc3339(savedAt),
      changed: changedParts(content, versions[at + 1]?.content),
      usefulness: { useful, useless },
      content,
    }));
  });
}

/** The knowledge base: search and voices for everybody, the desk for those who keep it. */
export function registerKnowledgeRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, knowledgeApi.search, ({ query: { search, ...filter } }) =>
    find(spine, { ...filter, forEverybody: true }, search),
  );
  route(app, knowledgeApi.entry, async ({ params, request }) =>
    viewEntry(spine, await getEntry(spine, params.id, 'everybody'), request.principal ?? null),
  );
  void app.register((scope) => registerVoices(scope, spine));
  registerDesk(app, spine);
}
