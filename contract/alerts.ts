import { z } from 'zod';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, regionCode } from '#contract/text';

/** Notice (提示), yellow card (黄牌), red card (红牌). */
export const alertLevel = z.enum(['notice', 'yellow', 'red']);
export type AlertLevel = z.infer<typeof alertLevel>;

/** open: nobody has answered yet; correcting: a correction runs; cleared: put right; lifted: fired without ground, not scored. */
export const alertStatus = z.enum(['open', 'correcting', 'cleared', 'lifted']);
export type AlertStatus = z.infer<typeof alertStatus>;

/** Rule classes of domain: 1 time, 2 procedure, 3 content, 4 discretion and fees, 5 risk control, 6 other. */
export const alertRow = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  rule: z.string(),
  title: bilingual,
  ruleClass: z.number().int(),
  level: alertLevel,
  status: alertStatus,
  region: regionCode,
  regionName: bilingual,
  organ: z.string(),
  organName: bilingual,
  item: z.string(),
  itemName: bilingual,
  platform: z.string(),
  /** Code of the source that told the case. */
  source: z.string(),
  /** When it fell due by the clock of its source. */
  firedAt: z.iso.datetime(),
  /** When it was written down here. */
  recordedAt: z.iso.datetime(),
  correctionId: z.string().nullable(),
  demonstration: z.boolean(),
});
export type AlertRow = z.infer<typeof alertRow>;

/** One fact that an alert rests on. */
export const evidenceFact = z.object({
  label: bilingual,
  value: z.string(),
  /** As people call the value, where that is a code. */
  name: bilingual.optional(),
});
export type EvidenceFact = z.infer<typeof evidenceFact>;

export const alertDetail = alertRow.extend({
  basis: z.string(),
  /** The facts it rests on, in words; a clue, not a finding. */
  evidence: z.array(evidenceFact),
  /** What would clear it. */
  clears: bilingual,
  clock: z.string().nullable(),
});
export type AlertDetail = z.infer<typeof alertDetail>;

export const alertFilter = z.object({
  ...paging,
  region: regionCode.optional(),
  /** true: at the division itself, below none of its parts. */
  own: z.enum(['true', 'false']).optional(),
  organ: z.string().optional(),
  item: z.string().optional(),
  platform: z.string().optional(),
  source: z.string().optional(),
  rule: z.string().optional(),
  /** 1 time, 2 procedure, 3 content, 4 discretion and fees, 5 risk control, 6 other. */
  ruleClass: many(z.coerce.number().int().min(1).max(6)),
  level: many(alertLevel),
  status: many(alertStatus),
  caseNumber: z.string().optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  sort: z.enum(['newest', 'oldest', 'level']).default('newest'),
});

export const alertsApi = {
  listAlerts: endpoint({
    method: 'GET',
    path: '/api/alerts',
    summary: 'Alerts by level, status, place, organ, item, rule and time',
    face: 'workbench',
    access: 'alerts.read',
    query: alertFilter,
    response: pageOf(alertRow).extend({
      counts: z.record(alertLevel, z.number().int()),
    }),
  }),
  getAlert: endpoint({
    method: 'GET',
    path: '/api/alerts/:id',
    summary: 'One alert with rule, basis, evidence and what would clear it',
    face: 'workbench',
    access: 'alerts.read',
    params: z.object({ id: z.string() }),
    response: alertDetail,
  }),
  listRules: endpoint({
    method: 'GET',
    path: '/api/rules',
    summary: 'The anomaly rules with basis, class, level and parameters',
    face: 'public',
    access: 'everybody',
    response: z.array(
      z.object({
        code: z.string(),
        title: bilingual,
        ruleClass: z.number().int(),
        level: alertLevel,
        basis: z.string(),
        clears: bilingual,
        parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
        /** False: somebody has switched it off. */
        active: z.boolean(),
        fired: z.number().int(),
      }),
    ),
  }),
};
