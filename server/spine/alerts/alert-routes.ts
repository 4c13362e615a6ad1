import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { alertsApi } from '#contract/alerts';
import { listAlerts } from '#spine/alerts/alert-queries';
import { getAlertDetail } from '#spine/alerts/alert-view';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';

export function registerAlertRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, alertsApi.listAlerts, ({ query, request }) => {
    const view = viewOf(spine, request);
    return listAlerts(view.db, view.reaches.alerts, query);
  });
  route(app, alertsApi.getAlert, ({ params, request }) => getAlertDetail(viewOf(spine, request), params.id));
  route(app, alertsApi.listRules, async () => {
    const { rows } = await spine.pool.query<{ rule: string; n: number }>(
      'SELECT rule, count(*)::int AS n FROM alert GROUP BY rule',
    );
    const fired = new Map(rows.map((row) => [row.rule, row.n]));
    const parameters = spine.registry.rules();
    return Object.values(ruleTable).map((rule) => ({
      code: rule.code,
      title: rule.title,
      ruleClass: rule.ruleClass,
      level: parameters.levels[rule.code] ?? rule.level,
      basis: rule.basis,
      clears: rule.clears,
      parameters: parameters.known[rule.code] ?? {},
      active: !parameters.off.has(rule.code),
      fired: fired.get(rule.code) ?? 0,
    }));
  });
}
