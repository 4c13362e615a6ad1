import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { appealStatuses, scoresApi } from '#contract/powers/scores';
import { reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { parseKey } from '#spine/keys';
import { monthAt } from '#spine/scores/periods';
import { schemeIn, schemes } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import { appealView } from './appeals/appeal-view.ts';
import { actOnAppeal, appeal, openAdjustment } from './appeals/commands.ts';
import { listAppealRows } from './appeals/store.ts';
import { getScore, organWithin } from './get-score.ts';
import { issuerOf } from './issuer.ts';
import { listScores } from './list-scores.ts';
import { rulesOf } from './measure-words.ts';
import { peopleScores } from './people.ts';
import { issueProposal } from './proposals.ts';
import { ScoreBook } from './score-book.ts';
import { scoreCases } from './score-cases.ts';

/** Scores, the cases behind them, appeals and proposals. */
export function registerScoreRoutes(app: FastifyInstance, spine: Spine): void {
  const book = new ScoreBook(spine);
  registerReading(app, spine, book);
  registerAppeals(app, spine, book);
}

function registerReading(app: FastifyInstance, spine: Spine, book: ScoreBook): void {
  route(app, scoresApi.listScores, ({ query, request }) =>
    listScores(spine, book, reachOf(principalOf(request), 'scores.read'), query),
  );
  route(app, scoresApi.getScore, ({ params, query, request }) =>
    getScore(spine, book, request, { ...params, ...query }),
  );
  route(app, scoresApi.listScoreCases, async ({ params, query, request }) => {
    // Whose cases are asked for by person is for those who may see persons.
    const permission = query.by ? 'scores.people' : 'scores.read';
    return scoreCases(
      spine,
      viewOf(spine, request),
      organWithin(spine, request, params.organ, permission),
      query,
    );
  });
  route(app, scoresApi.listScorePeople, async ({ params, query, request }) =>
    peopleScores(spine, organWithin(spine, request, params.organ, 'scores.people'), query.period, query.by),
  );
  route(app, scoresApi.listScoreSchemes, async () => {
    const month = monthAt(spine.now());
    return schemes.map((scheme) => ({
      scheme,
      current: schemeIn(scheme.code, month).version === scheme.version,
      rules: rulesOf(scheme),
    }));
  });
}

function registerAppeals(app: FastifyInstance, spine: Spine, book: ScoreBook): void {
  route(app, scoresApi.listScoreAppeals, async ({ query, request }) => {
    const principal = principalOf(request);
    const reach = reachOf(principal, 'scores.read');
    const { rows, total, counts } = await listAppealRows(spine.pool, reach, query);
    return {
      rows: rows.map((row) => appealView(spine, principal, row)),
      total,
      page: query.page,
      pageSize: query.pageSize,
      counts: Object.fromEntries(appealStatuses.map((status) => [status, counts.get(status) ?? 0])) as Record<
        (typeof appealStatuses)[number],
        number
      >,
    };
  });
  route(app, scoresApi.appealScore, async ({ params, body, request }) => {
    const organ = organWithin(spine, request, params.organ, 'scores.appeal');
    return { id: await appeal(spine, organ, principalOf(request).actor, body) };
  });
  route(app, scoresApi.adjustScore, async ({ params, body, request }) => {
    const organ = organWithin(spine, request, params.organ, 'scores.decide');
    return { id: await openAdjustment(spine, organ, principalOf(request).actor, body) };
  });
  route(app, scoresApi.proposeOnAppeal, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const command = { action: 'propose-outcome', values: body };
    return appealView(spine, principal, await actOnAppeal(spine, principal, parseKey(params.id), command));
  });
  route(app, scoresApi.decideAppeal, async ({ params, body, request }) => {
    const principal = principalOf(request);
    const command = { action: `${body.decision}-outcome`, values: { note: body.note } };
    const after = await actOnAppeal(spine, principal, parseKey(params.id), command);
    book.forget();
    return appealView(spine, principal, after);
  });
  route(app, scoresApi.proposeSupervision, async ({ params, body, request }) => {
    const organ = organWithin(spine, request, params.organ, 'scores.decide');
    book.forget();
    const score = await getScore(spine, book, request, { organ: organ.code, period: body.period });
    const principal = principalOf(request);
    return issueProposal(spine, score, {
      by: principal.actor,
      measures: body.measures,
      issuer: issuerOf(spine, principal, organ),
    });
  });
}
