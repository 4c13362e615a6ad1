import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { money } from '#base/money';
import { mattersApi } from '#contract/services/village-matters';
import { getCaseDetail } from '#spine/cases/case-view';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { matterItem } from '../catalogue-items.ts';
import { clerkOf } from '../clerk.ts';
import { toMatterRow, toPublicMatter, voteRulesView } from './matter-view.ts';
import { findMatter, listMatters, publicMatters } from './store.ts';
import { findMatterType } from './vote-rules.ts';

export function registerMatterRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, mattersApi.getVoteRules, async () => voteRulesView());
  route(app, mattersApi.listPublicMatters, async ({ params }) =>
    (await publicMatters(spine.pool, params.region)).map(toPublicMatter),
  );
  route(app, mattersApi.listMatters, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, total } = await listMatters(view.db, view.reaches.cases, query);
    return { rows: rows.map(toMatterRow), total, page: query.page, pageSize: query.pageSize };
  });
  route(app, mattersApi.getMatter, async ({ params, request }) => {
    const view = viewOf(spine, request);
    const row = await findMatter(view.db, parseKey(params.id));
    if (!row) throw new Refusal('not-found', { field: 'id', expected: 'a matter of a village' });
    const { clocks, availableActions } = await getCaseDetail(view, people, principalOf(request), params.id);
    const { proposal, signedBy } = row.state;
    return { ...toPublicMatter(row), proposal, signedBy, clocks, availableActions };
  });
  route(app, mattersApi.openMatter, async ({ body, request }) => {
    const { organ, actor } = clerkOf(spine, principalOf(request), body.organ);
    if (!findMatterType(body.type))
      throw new Refusal('field-invalid', {
        field: 'type',
        expected: 'a matter that needs the four discussions',
      });
    const amount = body.amount && money(body.amount).toFixed(2);
    const { city, id } = await openPartCase(spine, {
      type: 'services.matter-opened',
      data: { ...body, ...(amount && { amount }), item: matterItem, region: organ.region, actor },
      region: Number(organ.region),
      number: `matter-${organ.region}-${randomUUID()}`,
    });
    return { id: formatKey(city, id) };
  });
}
