import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { programmesApi, type SeriesRow } from '#contract/hotline/programmes';
import { epochDayOf } from '#spine/calendar/civil-date';
import { covers } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { applicationView, viewOf } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { startOf } from '../analysis/period.ts';
import { centreOf } from '../tickets/centre.ts';
import { changeEpisode, linkQuestion, planEpisode, raiseQuestion, unlinkQuestion } from './commands.ts';
import { getEpisode, isProgrammeAgent, showEpisode, toPublicQuestion, toRow } from './episode-view.ts';
import { findSeries, insertSeries, listSeries, type StoredSeries, updateSeries } from './series-store.ts';
import { countProgrammes, findEpisode, listEpisodes, listQuestions } from './store.ts';

const concerned = ({ organId, region }: Pick<StoredSeries, 'organId' | 'region'>) => ({
  organId,
  region: Number(region),
});

/** Refusal: forbidden, for whoever is no agent of the centre that keeps it. */
function requireAgent(request: FastifyRequest, of: { organId: number; region: number }): void {
  if (!isProgrammeAgent(principalOf(request), of))
    throw new Refusal('forbidden', { expected: 'an agent of the hotline of this place' });
}

/** Refusal: not-found, also for a series of a centre outside the reach. */
async function getSeries(
  spine: Spine,
  request: FastifyRequest,
  id: number,
  field: string,
): Promise<StoredSeries> {
  const found = await findSeries(spine.pool, id);
  if (!found || !covers(viewOf(spine, request).reaches.cases, concerned(found)))
    throw new Refusal('not-found', { field, expected: 'a series of the programmes' });
  return found;
}

/** Programmes for everybody: what is coming, what became of what was asked. */
function registerPublic(app: FastifyInstance, spine: Spine): void {
  route(app, programmesApi.listPublicEpisodes, async ({ query: { when, page, pageSize } }) => {
    const { episodes, total } = await listEpisodes(spine.pool, {
      statuses: when === 'coming' ? ['planned', 'on-air'] : ['aired', 'closed'],
      order: when === 'coming' ? 'next' : 'newest',
      page,
      pageSize,
    });
    const figures = await countProgrammes(spine.pool);
    return { rows: episodes.map((one) => toRow(spine, one)), total, page, pageSize, figures };
  });
  route(app, programmesApi.getPublicEpisode, async ({ params }) => {
    const { one } = await getEpisode(applicationView(spine), params.id);
    const stored = (await findEpisode(spine.pool, one.city, one.id))!;
    return { ...toRow(spine, stored), questionList: stored.state.questions.map(toPublicQuestion) };
  });
}

function registerSeries(app: FastifyInstance, spine: Spine): void {
  const show = (request: FastifyRequest, series: StoredSeries): SeriesRow => ({
    id: series.id,
    version: series.version,
    content: series.content,
    organName: spine.registry.organById(series.organId).name,
    episodes: series.episodes,
    demonstration: series.demonstration,
    mayEdit: isProgrammeAgent(principalOf(request), concerned(series)),
  });
  route(app, programmesApi.listSeries, async ({ request }) => {
    const reach = viewOf(spine, request).reaches.cases;
    const all = await listSeries(spine.pool);
    return all.filter((one) => covers(reach, concerned(one))).map((one) => show(request, one));
  });
  route(app, programmesApi.createSeries, async ({ body, request }) => {
    const centre = centreOf(spine, body.region);
    requireAgent(request, { organId: centre.id, region: Number(centre.region) });
    const by = { actor: principalOf(request).actor, at: spine.now() };
    const series = { organId: centre.id, region: centre.region, content: body.content, demonstration: false };
    const id = await insertSeries(spine.pool, series, by);
    return show(request, await getSeries(spine, request, id, 'id'));
  });
  route(app, programmesApi.saveSeries, async ({ params, body, request }) => {
    const before = await getSeries(spine, request, params.id, 'id');
    requireAgent(request, concerned(before));
    const by = { actor: principalOf(request).actor, at: spine.now() };
    if (!(await updateSeries(spine.pool, before.id, body.version, body.content, by)))
      throw new Refusal('conflict', {
        field: 'version',
        expected: `version ${before.version}: somebody else has saved the series meanwhile; read it again`,
      });
    return show(request, await getSeries(spine, request, before.id, 'id'));
  });
}

function registerEpisodes(app: FastifyInstance, spine: Spine): void {
  const show = (request: FastifyRequest, id: string) =>
    showEpisode(spine, viewOf(spine, request), principalOf(request), id);
  /** An episode that whoever asks keeps. Refusals: not-found, forbidden. */
  const own = async (request: FastifyRequest, id: string) => {
    const episode = await getEpisode(viewOf(spine, request), id);
    requireAgent(request, episode.one);
    return episode;
  };
  route(app, programmesApi.listEpisodes, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { from, to, status, ...filter } = query;
    const { episodes, total } = await listEpisodes(view.db, {
      ...filter,
      statuses: status,
      from: from && toRfc3339(startOf(epochDayOf(from, 'from'))),
      until: to && toRfc3339(startOf(epochDayOf(to, 'to') + 1)),
      reach: view.reaches.cases,
      order: from ? 'next' : 'newest',
    });
    return {
      rows: episodes.map((one) => toRow(spine, one)),
      total,
      page: query.page,
      pageSize: query.pageSize,
      figures: await countProgrammes(view.db, view.reaches.cases),
    };
  });
  route(app, programmesApi.planEpisode, async ({ body: { series: id, ...planned }, request }) => {
    const series = await getSeries(spine, request, id, 'series');
    requireAgent(request, concerned(series));
    const key = await planEpisode(spine, series, planned, principalOf(request));
    return show(request, formatKey(key.city, key.id));
  });
  route(app, programmesApi.getEpisode, ({ params, request }) => show(request, params.id));
  route(app, programmesApi.changeEpisode, async ({ params, body, request }) => {
    const { one } = await own(request, params.id);
    await changeEpisode(spine, one, body, principalOf(request));
    return show(request, params.id);
  });
  route(app, programmesApi.raiseQuestion, async ({ params, body, request }) => {
    await raiseQuestion(spine, await own(request, params.id), body, principalOf(request));
    return show(request, params.id);
  });
  route(app, programmesApi.linkQuestion, async ({ params, body, request }) => {
    const episode = await own(request, params.id);
    await linkQuestion(spine, viewOf(spine, request), episode, body, principalOf(request));
    return show(request, params.id);
  });
  route(app, programmesApi.unlinkQuestion, async ({ params, request }) => {
    await unlinkQuestion(spine, await own(request, params.id), params.n, principalOf(request));
    return show(request, params.id);
  });
}

/** What the figures count, question by question: for everybody, and within one's reach. */
function registerQuestions(app: FastifyInstance, spine: Spine): void {
  route(app, programmesApi.listPublicQuestions, async ({ query }) => ({
    ...(await listQuestions(spine.pool, query)),
    page: query.page,
    pageSize: query.pageSize,
  }));
  route(app, programmesApi.listQuestions, async ({ query, request }) => {
    const view = viewOf(spine, request);
    return {
      ...(await listQuestions(view.db, { ...query, reach: view.reaches.cases })),
      page: query.page,
      pageSize: query.pageSize,
    };
  });
}

/** Programmes: for everybody, and for the agents who run them. */
export function registerProgrammeRoutes(app: FastifyInstance, spine: Spine): void {
  registerPublic(app, spine);
  registerSeries(app, spine);
  registerEpisodes(app, spine);
  registerQuestions(app, spine);
}
