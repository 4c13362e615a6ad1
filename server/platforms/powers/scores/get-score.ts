import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { CalculationView } from '#contract/powers/scores';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { Permission } from '#contract/permissions';
import { may } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { gradeOf } from '#spine/scores/score';
import { monthsOf } from '#spine/scores/periods';
import { recordsOf } from '#spine/scores/records';
import { schemeOfOrgan } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import { approvedOf } from './appeals/store.ts';
import { calculationOf } from './calculation.ts';
import { proposalsOf } from './proposals.ts';
import type { ScoreBook } from './score-book.ts';
import { publicationOf, recordsByMonth, schemeOf, scoreRows } from './score-rows.ts';

/** An organ that is scored. Refusal: not-found, also for what lies outside the reach of the permission. */
export function organWithin(
  spine: Spine,
  request: FastifyRequest,
  code: string,
  permission: Permission,
): RegisteredOrgan & { scheme: string } {
  const organ = spine.registry.organ(code);
  const scheme = organ && schemeOfOrgan(organ);
  const place = organ && { organId: organ.id, region: organ.regionCode };
  if (!organ || !scheme || !place || !may(principalOf(request), permission, place))
    throw new Refusal('not-found', {
      field: 'organ',
      expected: 'an organ that is scored and within your reach',
    });
  return { ...organ, scheme };
}

/** The calculation of an organ over a period. Refusal: not-found, also where there is nothing to score. */
export async function getScore(
  spine: Spine,
  book: ScoreBook,
  request: FastifyRequest,
  { organ: code, period }: { organ: string; period: string },
): Promise<CalculationView> {
  const organ = organWithin(spine, request, code, 'scores.read');
  const view = viewOf(spine, request);
  const scores = await book.scores(period);
  const score = scores.find((one) => one.organId === organ.id);
  if (!score)
    throw new Refusal('not-found', { field: 'period', expected: 'a period in which the organ had cases' });
  const row = (await scoreRows(spine, period, scores)).find((one) => one.organ === code)!;
  const months = monthsOf(period);
  const published = publicationOf(score, await recordsByMonth(view.db, months));
  const principal = principalOf(request);
  const place = { organId: organ.id, region: organ.regionCode };
  const proposals = await proposalsOf(spine, view.db, organ.id, period);
  const decides = may(principal, 'scores.decide', place);
  return {
    ...row,
    period,
    ...calculationOf(score),
    adjustments: await approvedOf(spine.pool, code, score.scheme, months),
    monthly: score.months.map(({ month, total, version, volume }) => ({
      month,
      total,
      grade: gradeOf(schemeOf(score), total),
      version,
      volume,
      ...published.months.get(month)!,
    })),
    records: (await recordsOf(view.db, organ.id, months)).map(
      ({ month, revision, version, total, grade, sha256, publishedAt, publishedBy }) => ({
        month,
        revision,
        version,
        total,
        grade,
        sha256,
        publishedAt: toRfc3339(publishedAt),
        publishedBy,
      }),
    ),
    proposals,
    mayAppeal: may(principal, 'scores.appeal', place),
    mayAdjust: decides,
    mayPropose: decides && months.length > 1 && row.grade === 'fail',
    mayReadPeople: may(principal, 'scores.people', place),
  };
}
