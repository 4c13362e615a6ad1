import { z } from 'zod';
import { alertLevel, evidenceFact } from '#contract/alerts';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, code, regionCode } from '#contract/text';

/** One threshold of a rule: as it holds, and as it comes with the system. */
const threshold = z.object({
  name: z.string(),
  title: bilingual,
  value: z.number(),
  shipped: z.number(),
  unit: z.string(),
  basis: z.string(),
  /** F found, K to be checked, P proposed by this system. */
  mark: z.enum(['F', 'K', 'P']),
});

/** What somebody decided about a rule. `pending`: its day has not come; `replaced`: a later one holds. */
export const ruleDecision = z.object({
  id: z.number().int(),
  active: z.boolean(),
  parameters: z.record(z.string(), z.number()),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  effectiveFrom: civilDate,
  standing: z.enum(['pending', 'in-force', 'replaced']),
});
export type RuleDecision = z.infer<typeof ruleDecision>;

const values = z.record(z.string().max(60), z.number().min(0).max(1_000_000_000));
const ruleParams = z.object({ code: z.string().max(80) });

/** A rule tried on the past: which cases it looks over, and how it would be set. */
export const dryRunOrder = z.object({
  parameters: values.default({}),
  from: civilDate,
  to: civilDate,
  region: regionCode.optional(),
  organ: code.optional(),
  item: code.optional(),
});

export const dryRun = z.object({
  id: z.string(),
  rule: z.string(),
  order: dryRunOrder,
  status: z.enum(['running', 'done', 'failed', 'stopped']),
  /** Cases that have been told, of those that are told. */
  done: z.number().int(),
  total: z.number().int(),
  /** Cases of the period beyond the bound, which were not told. */
  leftOut: z.number().int(),
  /** How often it would have fired, how often it did, and how many of the former are new. */
  would: z.number().int(),
  did: z.number().int(),
  added: z.number().int(),
  by: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type DryRun = z.infer<typeof dryRun>;

export const dryRunHit = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  organ: z.string(),
  organName: bilingual,
  itemName: bilingual,
  level: alertLevel,
  firedAt: z.iso.datetime(),
  evidence: z.array(evidenceFact),
  /** The alert was given at the time. */
  already: z.boolean(),
});

/** Whether a rule could say anything about cases: it did, it had what it needs and said nothing, or something is missing. */
export const coverageVerdict = z.enum(['fired', 'clean', 'not-computable', 'switched-off', 'other-cases']);

export const coverageRow = z.object({
  code: z.string(),
  title: bilingual,
  ruleClass: z.number().int(),
  level: alertLevel,
  verdict: coverageVerdict,
  fired: z.number().int(),
  /** What it would need. */
  missing: z.array(bilingual),
});
export type CoverageRow = z.infer<typeof coverageRow>;

export const rulesApi = {
  getRule: endpoint({
    method: 'GET',
    path: '/api/rules/:code',
    summary: 'One rule with its thresholds, their basis and what was decided about it',
    face: 'workbench',
    access: 'alerts.read',
    params: ruleParams,
    response: z.object({
      code: z.string(),
      title: bilingual,
      ruleClass: z.number().int(),
      level: alertLevel,
      basis: z.string(),
      clears: bilingual,
      active: z.boolean(),
      /** False where others rest on it. */
      switchable: z.boolean(),
      thresholds: z.array(threshold),
      decisions: z.array(ruleDecision),
      fired: z.number().int(),
      mayDecide: z.boolean(),
      mayTry: z.boolean(),
    }),
  }),
  decideRule: endpoint({
    method: 'POST',
    path: '/api/rules/:code/decisions',
    summary: 'Switches a rule on or off or changes its thresholds, with a reason, from a day on',
    face: 'workbench',
    access: 'rules.decide',
    params: ruleParams,
    body: z.object({
      active: z.boolean(),
      parameters: values.default({}),
      reason: z.string().trim().min(5).max(500),
      /** Today where absent. */
      effectiveFrom: civilDate.optional(),
    }),
    response: ruleDecision,
  }),
  startDryRun: endpoint({
    method: 'POST',
    path: '/api/rules/:code/dry-runs',
    summary: 'Tries a rule on the journal of a period, without writing anything',
    face: 'workbench',
    access: 'rules.try',
    params: ruleParams,
    body: dryRunOrder,
    response: dryRun,
  }),
  getDryRun: endpoint({
    method: 'GET',
    path: '/api/dry-runs/:id',
    summary: 'How far a trial is, and how often the rule would have fired',
    face: 'workbench',
    access: 'rules.try',
    params: z.object({ id: z.string() }),
    response: dryRun,
  }),
  stopDryRun: endpoint({
    method: 'DELETE',
    path: '/api/dry-runs/:id',
    summary: 'Stops a trial that runs',
    face: 'workbench',
    access: 'rules.try',
    params: z.object({ id: z.string() }),
    response: dryRun,
  }),
  listDryRunHits: endpoint({
    method: 'GET',
    path: '/api/dry-runs/:id/cases',
    summary: 'The cases in which the rule would have fired',
    face: 'workbench',
    access: 'rules.try',
    params: z.object({ id: z.string() }),
    query: z.object({ ...paging, added: z.enum(['true', 'false']).optional() }),
    response: pageOf(dryRunHit),
  }),
  getCoverage: endpoint({
    method: 'GET',
    path: '/api/coverage',
    summary: 'Of every rule whether it can judge the cases of an item or an organ, and what it said',
    face: 'workbench',
    access: 'alerts.read',
    query: z.object({ item: code.optional(), organ: code.optional() }),
    response: z.object({
      /** Cases that were looked at for what they contain. */
      sampled: z.number().int(),
      rows: z.array(coverageRow),
    }),
  }),
};
