import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { type FlowSimulation, flowsApi } from '#contract/powers/flows';
import type { Bilingual } from '#contract/text';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import { listCasesByKeys } from '#spine/cases/case-queries';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { principalOf } from '#spine/identity/permission-guard';
import { type View, viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { type Analysis, analyse, casesWith } from './analysis.ts';
import { analysisView, flowRows } from './analysis-view.ts';
import { readBpmn } from './bpmn/read-bpmn.ts';
import { writeBpmn } from './bpmn/write-bpmn.ts';
import { itemAt, itemsNamed } from './items.ts';
import { keptAnalyses, mostTold } from './kept-analyses.ts';
import { simulate } from './simulation/simulate.ts';
import { kindOf } from './simulation/effects.ts';
import {
  casesOfSimulation,
  findSimulation,
  keepSimulation,
  listSimulations,
  type SimulationRow,
} from './simulation/store.ts';

type Chosen = Pick<
  z.output<NonNullable<typeof flowsApi.getFlow.query>>,
  'version' | 'openedFrom' | 'openedTo'
>;

/** Flows of items: the catalogue's, the real ones, and those that are tried. */
export function registerFlowRoutes(app: FastifyInstance, spine: Spine): void {
  const { registry } = spine;
  const kept = keptAnalyses(() => spine.now());
  /** The analysis of items by what was chosen; a moment old at most. */
  const told = (
    view: View,
    items: readonly RegisteredItem[],
    chosen: Chosen,
    most: number,
  ): Promise<Analysis> => {
    const { version, openedFrom, openedTo } = chosen;
    const judge = version === undefined ? undefined : itemAt(registry, items[0]!.code, version);
    const choice = { items: items.map(({ id }) => id), openedFrom, openedTo };
    const key = [choice, judge?.id, version, most, registry.edition, view.reaches.cases];
    return kept.get(key, () => analyse(view, choice, most, judge));
  };
  route(app, flowsApi.listFlows, ({ query, request }) => {
    const view = viewOf(spine, request);
    return flowRows(view, query, (items, most) => told(view, items, {}, most));
  });
  route(app, flowsApi.getFlow, async ({ params, query, request }) => {
    const items = itemsNamed(registry, params.code);
    const analysis = await told(viewOf(spine, request), items, query, mostTold);
    return analysisView(registry, items, itemAt(registry, params.code, query.version), analysis);
  });
  route(app, flowsApi.listFlowCases, async ({ params, query, request }) => {
    const view = viewOf(spine, request);
    const keys = casesWith(await told(view, itemsNamed(registry, params.code), query, mostTold), query);
    const { page, pageSize } = query;
    const shown = keys.slice((page - 1) * pageSize, page * pageSize);
    const rows = await listCasesByKeys(view.db, shown, spine.now());
    return { rows, total: keys.length, page, pageSize };
  });
  registerBpmnRoutes(app, spine);
  registerSimulationRoutes(app, spine);
}

function registerBpmnRoutes(app: FastifyInstance, { registry }: Spine): void {
  route(app, flowsApi.getBpmn, async ({ params, query }) => {
    const { flow, name } = itemAt(registry, params.code, query.version);
    return { xml: await writeBpmn(flow, { name, ...query }) };
  });
  route(app, flowsApi.drawFlow, async ({ body: { flow, name, language } }) => ({
    xml: await writeBpmn(flow, { name, language }),
  }));
  route(app, flowsApi.readBpmn, ({ body }) => readBpmn(body.xml));
}

function registerSimulationRoutes(app: FastifyInstance, spine: Spine): void {
  const { pool, registry } = spine;
  // One after another: each takes a core for a while.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const nameOf = (code: string) => itemAt(registry, code, undefined).name;
  const getSimulation = async (code: string, id: number): Promise<SimulationRow> => {
    const found = await findSimulation(pool, code, id);
    if (!found) throw new Refusal('not-found', { field: 'id', expected: 'a simulation of this item' });
    return found;
  };
  const make = async (request: FastifyRequest, code: string, proposal: SimulationRow['proposal']) => {
    const items = itemsNamed(registry, code);
    const { outcome, cases } = await simulate(spine, viewOf(spine, request), items, proposal);
    const made_by = principalOf(request).actor;
    return keepSimulation(pool, { code, made_by, base_version: items[0].version, proposal, outcome }, cases);
  };
  route(app, flowsApi.simulateFlow, async ({ params, body, request }) => {
    const id = await inTurn(() => make(request, params.code, body));
    return simulationView(nameOf(params.code), await getSimulation(params.code, id));
  });
  route(app, flowsApi.listSimulations, async ({ params, query }) => {
    const { rows, total } = await listSimulations(pool, params.code, query);
    const name = nameOf(params.code);
    const shown = rows.map((row) => simulationView(name, row));
    return { rows: shown, total, page: query.page, pageSize: query.pageSize };
  });
  route(app, flowsApi.getSimulation, async ({ params }) =>
    simulationView(nameOf(params.code), await getSimulation(params.code, params.id)),
  );
  route(app, flowsApi.listSimulationCases, async ({ params, query, request }) => {
    const view = viewOf(spine, request);
    const { outcome } = await getSimulation(params.code, params.id);
    const rules = outcome.effects
      .map(({ rule }) => rule)
      .filter((rule) => (query.rule ?? rule) === rule && (query.kind ?? kindOf(rule)) === kindOf(rule));
    const { keys, total } = await casesOfSimulation(view.db, view.reaches.cases, params.id, {
      ...query,
      rules,
    });
    const rows = await listCasesByKeys(view.db, keys, spine.now());
    return { rows, total, page: query.page, pageSize: query.pageSize };
  });
}

function simulationView(name: Bilingual, { proposal, outcome, ...row }: SimulationRow): FlowSimulation {
  return {
    id: row.id,
    code: row.code,
    name,
    madeAt: toRfc3339(row.made_at),
    madeBy: row.made_by,
    baseVersion: row.base_version,
    flow: proposal.flow,
    limits: proposal.limits,
    note: proposal.note,
    openedFrom: proposal.openedFrom ?? null,
    openedTo: proposal.openedTo ?? null,
    ...outcome,
    effects: outcome.effects.map((effect) => ({
      ...effect,
      title: ruleTable[effect.rule]?.title ?? { zh: effect.rule, en: effect.rule },
    })),
  };
}
