import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { rulesApi } from '#contract/rules';
import { readCoverage } from '#spine/alerts/coverage/read-facts';
import { DryRuns } from '#spine/alerts/dry-run/dry-runs';
import { hitRows } from '#spine/alerts/dry-run/hit-rows';
import { decideRule, listDecisions, ruleOf } from '#spine/alerts/rule-decisions';
import { alwaysOn } from '#spine/alerts/rules/rule-settings';
import { covers, holdsAny, reachOf } from '#spine/identity/permission';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';

type RuleView = z.input<typeof rulesApi.getRule.response>;

/** Rules hold for the whole installation: whoever decides about them must supervise its highest division. */
async function mayDecide(spine: Spine, request: FastifyRequest): Promise<boolean> {
  const { rows } = await spine.pool.query<{ code: number }>('SELECT code FROM region WHERE parent IS NULL');
  const reach = reachOf(principalOf(request), 'rules.decide');
  return rows.length > 0 && rows.every(({ code }) => covers(reach, { organId: 0, region: Number(code) }));
}

async function ruleView(spine: Spine, request: FastifyRequest, code: string): Promise<RuleView> {
  const rule = ruleOf(code);
  const { db } = viewOf(spine, request);
  const parameters = spine.registry.rules();
  const described = parameters.data.rules[code]?.parameters ?? {};
  const { rows } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM alert WHERE rule = $1', [
    code,
  ]);
  const { title, ruleClass, basis, clears } = rule;
  return {
    code,
    title,
    ruleClass,
    level: parameters.levels[code] ?? rule.level,
    basis,
    clears,
    active: !parameters.off.has(code),
    switchable: !alwaysOn.has(code),
    thresholds: rule.parameters.flatMap((name) => {
      const one = described[name];
      if (!one) return [];
      const { name: words, value: shipped, unit, basis: ground, mark } = one;
      const value = parameters.known[code]?.[name] ?? shipped;
      return [{ name, title: words, value, shipped, unit, basis: ground, mark }];
    }),
    decisions: await listDecisions(spine.pool, code),
    fired: rows[0]!.n,
    mayDecide: await mayDecide(spine, request),
    mayTry: holdsAny(principalOf(request), ['rules.try']),
  };
}

/** Rules: what they are, what was decided about them, how they would have done, and whom they can judge. */
export function registerRuleRoutes(app: FastifyInstance, spine: Spine): void {
  const trials = new DryRuns(spine);
  route(app, rulesApi.getRule, ({ params, request }) => ruleView(spine, request, params.code));
  route(app, rulesApi.decideRule, async ({ params, body, request }) => {
    if (!(await mayDecide(spine, request)))
      throw new Refusal('forbidden', {
        field: 'code',
        expected: 'the head of supervision of the highest division: rules hold for all',
      });
    return decideRule(spine, principalOf(request).actor, params.code, body);
  });
  route(app, rulesApi.startDryRun, async ({ params, body, request }) => {
    const { actor, accountId } = principalOf(request);
    return trials.start(params.code, body, { actor, accountId, reach: viewOf(spine, request).reaches.cases })
      .run;
  });
  route(
    app,
    rulesApi.getDryRun,
    async ({ params, request }) => trials.find(params.id, principalOf(request).accountId).run,
  );
  route(
    app,
    rulesApi.stopDryRun,
    async ({ params, request }) => trials.stop(params.id, principalOf(request).accountId).run,
  );
  route(app, rulesApi.listDryRunHits, ({ params, query, request }) => {
    const { hits, run } = trials.find(params.id, principalOf(request).accountId);
    return hitRows(viewOf(spine, request), run.rule, hits, query);
  });
  route(app, rulesApi.getCoverage, ({ query, request }) => readCoverage(viewOf(spine, request), query));
}
