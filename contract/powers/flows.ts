import { z } from 'zod';
import { flow, item, legalBasis } from '#contract/catalogue';
import { caseRow } from '#contract/cases';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate } from '#contract/text';

/** Flow re-engineering (流程再造): how an item is prescribed, how it is really done, and what another flow would have meant. */

/** How a case can differ from its flow. */
export const deviationKinds = {
  skipped: { zh: '缺少必经环节', en: 'Mandatory step missing' },
  'out-of-order': { zh: '顺序不符', en: 'Out of order' },
  repeated: { zh: '不得重复而重复', en: 'Repeated though only once' },
  unknown: { zh: '流程外环节', en: 'Step outside the flow' },
} as const;
export const deviationKind = z.enum(['skipped', 'out-of-order', 'repeated', 'unknown']);
export type DeviationKind = z.infer<typeof deviationKind>;

const deviation = z.object({ kind: deviationKind, step: z.string() });
export type Deviation = z.infer<typeof deviation>;

/** A span of time in milliseconds; null where nothing of the kind was seen. */
const span = z.number().nullable();
const spans = { median: span, p90: span };

const variant = z.object({
  id: z.string(),
  steps: z.array(z.string()),
  cases: z.number().int(),
  /** From 0 to 1. */
  share: z.number(),
  /** From opening to end, of the cases that have ended. */
  ...spans,
  deviations: z.array(deviation),
});
export type FlowVariant = z.infer<typeof variant>;

/** One step after another, directly; `null` is the opening or the end of the case. */
const edge = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  times: z.number().int(),
  ...spans,
});
export type FlowEdgeSeen = z.infer<typeof edge>;

const stepSeen = z.object({
  step: z.string(),
  cases: z.number().int(),
  times: z.number().int(),
  /** Waiting since the act before it, the opening included. */
  ...spans,
  /** Share of all waiting that lay before this step, from 0 to 1. */
  waiting: z.number(),
});
export type StepSeen = z.infer<typeof stepSeen>;

const conformance = z.object({
  /** 1 − missing tokens / consumed tokens of the token replay; null where nothing was replayed. */
  fitness: z.number().nullable(),
  consumed: z.number().int(),
  missing: z.number().int(),
  /** Cases without a deviation. */
  fitting: z.number().int(),
  deviations: z.array(deviation.extend({ cases: z.number().int(), times: z.number().int() })),
});

const period = { openedFrom: civilDate.optional(), openedTo: civilDate.optional() };
const chosen = {
  ...period,
  /** All cases judged by the flow of this version; each by its own where absent. */
  version: z.coerce.number().int().min(1).optional(),
};
/** Which cases of a flow are looked at, judged by which of its versions. */
export const flowQuery = z.object(chosen);
const codeParam = z.object({ code: z.string() });

const flowFacts = {
  code: z.string(),
  name: bilingual,
  platform: z.string(),
  organName: bilingual,
  /** How many organs implement it, where it is named by its base code. */
  organs: z.number().int(),
};

const flowRow = z.object({
  ...flowFacts,
  steps: z.number().int(),
  /** All cases within reach. */
  cases: z.number().int(),
  /** How many of them, the newest, variants and fitness were told from. */
  analysed: z.number().int(),
  variants: z.number().int(),
  fitness: z.number().nullable(),
});

export const flowAnalysis = z.object({
  ...flowFacts,
  basis: z.array(legalBasis),
  limits: item.shape.limits,
  /** The version whose flow is shown: the one asked for, or the newest. */
  version: z.number().int(),
  versions: z.array(
    z.object({ version: z.number().int(), flowVersion: z.number().int(), effectiveFrom: civilDate }),
  ),
  flow,
  /** Names of steps of any version; a step that no flow knows has none. */
  stepNames: z.record(z.string(), bilingual),
  cases: z.number().int(),
  analysed: z.number().int(),
  variants: z.array(variant),
  /** Of which the list has the most frequent. */
  variantCount: z.number().int(),
  edges: z.array(edge),
  steps: z.array(stepSeen),
  conformance,
});
export type FlowAnalysis = z.infer<typeof flowAnalysis>;

/** What a flow would change for one rule. */
const effect = z.object({
  rule: z.string(),
  title: bilingual,
  /** Of time limits, or of procedure and everything else. */
  kind: z.enum(['late', 'irregular']),
  /** Cases: as they were told under their own flow, and under the new one. */
  before: z.number().int(),
  after: z.number().int(),
  appeared: z.number().int(),
  gone: z.number().int(),
});

const simulation = z.object({
  id: z.number().int(),
  code: z.string(),
  /** Of the item. */
  name: bilingual,
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  note: z.string(),
  /** The version that the proposal began with. */
  baseVersion: z.number().int(),
  flow,
  limits: item.shape.limits,
  openedFrom: civilDate.nullable(),
  openedTo: civilDate.nullable(),
  /** Cases within the period and reach of whoever made it; those told, the newest. */
  cases: z.number().int(),
  told: z.number().int(),
  /** Cases late or irregular in any way. */
  late: z.object({ before: z.number().int(), after: z.number().int() }),
  irregular: z.object({ before: z.number().int(), after: z.number().int() }),
  effects: z.array(effect),
});
export type FlowSimulation = z.infer<typeof simulation>;

export const drawnIn = z.enum(['zh', 'en']).default('zh');
const drawing = z.object({ xml: z.string() });
const drafts = ['statistics.read', 'catalogue.edit'] as const;

export const flowsApi = {
  listFlows: endpoint({
    method: 'GET',
    path: '/api/powers/flows',
    summary:
      'Items by number of cases, with the variants of their newest cases and how far these follow the flow',
    face: 'workbench',
    access: 'statistics.read',
    query: z.object({ ...paging, search: z.string().max(60).optional(), platform: z.string().optional() }),
    response: pageOf(flowRow),
  }),
  getFlow: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code',
    summary:
      'One item as prescribed and as really done: variants, directly-follows graph, slow steps, conformance',
    face: 'workbench',
    access: 'statistics.read',
    params: codeParam,
    query: flowQuery,
    response: flowAnalysis,
  }),
  listFlowCases: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code/cases',
    summary: 'Cases of one variant, or with one deviation from the flow',
    face: 'workbench',
    access: 'statistics.read',
    params: codeParam,
    query: z.object({
      ...paging,
      ...chosen,
      variant: z.string().optional(),
      deviation: deviationKind.optional(),
      step: z.string().optional(),
    }),
    response: pageOf(caseRow),
  }),
  getBpmn: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code/bpmn',
    summary: 'The flow of an item, in its newest or a named version, as BPMN 2.0 with its drawing',
    face: 'workbench',
    access: 'signed-in',
    params: codeParam,
    query: z.object({
      version: z.coerce.number().int().min(1).optional(),
      language: drawnIn,
      /** Where the next step stands. */
      direction: z.enum(['right', 'down']).optional(),
    }),
    response: drawing,
  }),
  drawFlow: endpoint({
    method: 'POST',
    path: '/api/powers/flows/draw',
    summary: 'Any flow as BPMN 2.0 with its drawing; nothing is saved',
    face: 'workbench',
    access: drafts,
    body: z.object({ flow, name: bilingual, language: drawnIn }),
    response: drawing,
  }),
  readBpmn: endpoint({
    method: 'POST',
    path: '/api/powers/flows/read',
    summary: 'BPMN 2.0 as a flow; what a flow cannot say is refused by its element, nothing is saved',
    face: 'workbench',
    access: drafts,
    body: z.object({ xml: z.string().max(900_000) }),
    response: z.object({
      flow,
      /** What was read otherwise than it was drawn, each with its element. */
      notes: z.array(z.object({ element: z.string(), text: bilingual })),
    }),
  }),
  simulateFlow: endpoint({
    method: 'POST',
    path: '/api/powers/flows/:code/simulations',
    summary:
      'Tell past cases under another flow and other limits; kept with its counts, and changing no case',
    face: 'workbench',
    access: 'statistics.read',
    params: codeParam,
    body: z.object({
      flow,
      limits: item.shape.limits,
      note: z.string().trim().max(400).default(''),
      ...period,
    }),
    response: simulation,
  }),
  listSimulations: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code/simulations',
    summary: 'Flows that were tried for an item, the newest first',
    face: 'workbench',
    access: drafts,
    params: codeParam,
    query: z.object({ ...paging }),
    response: pageOf(simulation.omit({ flow: true, limits: true, effects: true })),
  }),
  getSimulation: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code/simulations/:id',
    summary: 'A flow that was tried, with what it would have changed',
    face: 'workbench',
    access: drafts,
    params: codeParam.extend({ id: z.coerce.number().int().min(1).max(2_000_000_000) }),
    response: simulation,
  }),
  listSimulationCases: endpoint({
    method: 'GET',
    path: '/api/powers/flows/:code/simulations/:id/cases',
    summary: 'The cases behind a count of a simulation',
    face: 'workbench',
    access: 'statistics.read',
    params: codeParam.extend({ id: z.coerce.number().int().min(1).max(2_000_000_000) }),
    query: z.object({
      ...paging,
      rule: z.string().optional(),
      kind: z.enum(['late', 'irregular']).optional(),
      counted: z.enum(['before', 'after', 'appeared', 'gone']).default('after'),
    }),
    response: pageOf(caseRow),
  }),
};
