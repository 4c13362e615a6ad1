import { z } from 'zod';
import { alertDetail } from '#contract/alerts';
import { actionBody, availableAction, clockView, timelineEntry } from '#contract/cases';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { bilingual, regionCode } from '#contract/text';

/**
 * The correction loop (纠错): issued → signed → rectifying or appealed → answered → verified → cleared,
 * or the appeal is upheld (the alert is lifted) or refused; what is not answered in time is escalated.
 */
export const correctionStatuses = [
  'issued',
  'signed',
  'rectifying',
  'appealed',
  'answered',
  'cleared',
  'upheld',
  'escalated',
] as const;
export const correctionStatus = z.enum(correctionStatuses);
export type CorrectionStatus = z.infer<typeof correctionStatus>;

export const appealGrounds = {
  'system-fault': { zh: '系统故障', en: 'System fault' },
  'wrong-data': { zh: '数据错误', en: 'Wrong data' },
  'unregistered-procedure': { zh: '特别程序未登记', en: 'Special procedure not registered' },
  'force-majeure': { zh: '不可抗力', en: 'Force majeure' },
  'applicant-cause': { zh: '申请人原因', en: 'Cause lies with the applicant' },
} as const;

export const correctionRow = z.object({
  id: z.string(),
  number: z.string(),
  status: correctionStatus,
  /** 0 until escalated, then the count of levels it went up. */
  escalations: z.number().int(),
  level: z.enum(['notice', 'yellow', 'red']),
  alertId: z.string(),
  rule: z.string(),
  title: bilingual,
  caseId: z.string(),
  caseNumber: z.string(),
  organ: z.string(),
  organName: bilingual,
  region: regionCode,
  regionName: bilingual,
  itemName: bilingual,
  issuedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  /** Which time limit runs now: sign, feedback or verify. */
  dueFor: z.string().nullable(),
  late: z.boolean(),
  availableActions: z.array(z.string()),
  demonstration: z.boolean(),
});
export type CorrectionRow = z.infer<typeof correctionRow>;

export const correctionDetail = correctionRow.omit({ availableActions: true }).extend({
  alert: alertDetail,
  history: z.array(timelineEntry),
  clocks: z.array(clockView),
  measures: z.string().nullable(),
  cause: z.string().nullable(),
  appeal: z.object({ ground: z.string(), statement: z.string() }).nullable(),
  availableActions: z.array(availableAction),
});
export type CorrectionDetail = z.infer<typeof correctionDetail>;

const id = z.object({ id: z.string() });

export const correctionsApi = {
  listCorrections: endpoint({
    method: 'GET',
    path: '/api/corrections',
    summary: 'Corrections by status, level, place and organ',
    face: 'workbench',
    access: 'corrections.read',
    query: z.object({
      ...paging,
      region: regionCode.optional(),
      organ: z.string().optional(),
      level: many(z.enum(['notice', 'yellow', 'red'])),
      status: many(correctionStatus),
      late: z.enum(['true', 'false']).optional(),
      sort: z.enum(['newest', 'oldest', 'due']).default('due'),
    }),
    response: pageOf(correctionRow).extend({ counts: z.record(correctionStatus, z.number().int()) }),
  }),
  getCorrection: endpoint({
    method: 'GET',
    path: '/api/corrections/:id',
    summary: 'One correction with its alert, clocks, history and the actions allowed now',
    face: 'workbench',
    access: 'corrections.read',
    params: id,
    response: correctionDetail,
  }),
  issueCorrection: endpoint({
    method: 'POST',
    path: '/api/alerts/:id/correction',
    summary: 'Issue a correction notice for an alert',
    face: 'workbench',
    access: 'corrections.supervise',
    params: id,
    body: z.object({ demand: z.string().max(2000).default('') }),
    response: correctionDetail,
  }),
  actOnCorrection: endpoint({
    method: 'POST',
    path: '/api/corrections/:id/actions',
    summary: 'Sign, rectify, appeal, answer, verify, uphold, refuse or escalate',
    face: 'workbench',
    access: ['corrections.answer', 'corrections.supervise'],
    params: id,
    body: actionBody,
    response: correctionDetail,
  }),
  signCorrections: endpoint({
    method: 'POST',
    path: '/api/corrections/sign',
    summary: 'Sign for several corrections at once',
    face: 'workbench',
    access: 'corrections.answer',
    body: z.object({ ids: z.array(z.string()).min(1).max(200) }),
    response: z.object({
      signed: z.array(z.string()),
      refused: z.array(z.object({ id: z.string(), code: z.string(), detail: z.string() })),
    }),
  }),
};
