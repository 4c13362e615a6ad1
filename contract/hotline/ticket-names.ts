import { z } from 'zod';
import type { Bilingual } from '#contract/text';

/** Words of tickets that server and web share. */
const codesOf = <T extends Record<string, Bilingual>>(names: T) =>
  z.enum(Object.keys(names) as [keyof T & string, ...(keyof T & string)[]]);

/** By which way somebody was heard. */
export const channels = {
  phone: { zh: '电话', en: 'Telephone' },
  portal: { zh: '门户', en: 'Portal' },
  app: { zh: '移动应用', en: 'App' },
  letter: { zh: '来信', en: 'Letter' },
  visit: { zh: '来访', en: 'Visit' },
  email: { zh: '电子邮件', en: 'E-mail' },
  radio: { zh: '广播', en: 'Radio' },
  television: { zh: '电视', en: 'Television' },
  newspaper: { zh: '报纸', en: 'Newspaper' },
  open311: { zh: '开放接口（Open311）', en: 'Open311' },
  import: { zh: '导入', en: 'Import' },
} as const;
export type Channel = keyof typeof channels;
export const channel = codesOf(channels);
/** Channels of a programme or a paper, which name it and its episode. */
export const mediaChannels = ['radio', 'television', 'newspaper'] as const satisfies readonly Channel[];
/** What an agent enters. */
export const agentChannels = [
  'phone',
  'letter',
  'visit',
  'email',
  ...mediaChannels,
] as const satisfies readonly Channel[];

/** What somebody wants. */
export const ticketKinds = {
  complaint: { zh: '投诉', en: 'Complaint' },
  question: { zh: '咨询', en: 'Question' },
  request: { zh: '求助', en: 'Request' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  report: { zh: '举报', en: 'Report of a violation' },
  praise: { zh: '表扬', en: 'Praise' },
} as const;
export type TicketKind = keyof typeof ticketKinds;
export const ticketKind = codesOf(ticketKinds);

/** What is complained of in the handling of a case (作风投诉). */
export const handlingComplaints = {
  inaction: { zh: '不作为', en: 'Failure to act' },
  misconduct: { zh: '乱作为', en: 'Misuse of power' },
  slowness: { zh: '慢作为', en: 'Slowness' },
  other: { zh: '其他', en: 'Other' },
} as const;
export const handlingComplaint = codesOf(handlingComplaints);

export const ticketStatuses = {
  received: { zh: '待派单', en: 'Awaiting sorting' },
  joined: { zh: '已并入', en: 'Joined to another' },
  dispatched: { zh: '待签收', en: 'Awaiting signature' },
  returning: { zh: '申请退回', en: 'Return asked for' },
  handling: { zh: '办理中', en: 'Being handled' },
  feedback: { zh: '待核查', en: 'Answer to be checked' },
  callback: { zh: '待回访', en: 'To be called back' },
  supervising: { zh: '待指定督办人', en: 'Awaiting a supervisor' },
  closed: { zh: '已办结', en: 'Closed' },
  archived: { zh: '已归档', en: 'Archived' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;
export type TicketStatus = keyof typeof ticketStatuses;
export const ticketStatus = codesOf(ticketStatuses);

export const assignmentStatuses = {
  dispatched: { zh: '待签收', en: 'Awaiting signature' },
  handling: { zh: '办理中', en: 'Being handled' },
  returning: { zh: '申请退回', en: 'Return asked for' },
  answered: { zh: '已反馈', en: 'Answered' },
  finished: { zh: '已办结', en: 'Finished' },
  returned: { zh: '已退回', en: 'Returned' },
  recalled: { zh: '已收回', en: 'Recalled' },
} as const;
export type AssignmentStatus = keyof typeof assignmentStatuses;
export const assignmentStatus = codesOf(assignmentStatuses);

/** What an organ's part tells its ticket. */
export const assignmentStages = {
  opened: { zh: '已交办', en: 'Sent to the organ' },
  signed: { zh: '已签收', en: 'Signed for' },
  contacted: { zh: '已联系诉求人', en: 'Caller contacted' },
  'return-asked': { zh: '申请退回', en: 'Return asked for' },
  'extension-asked': { zh: '申请延期', en: 'Extension asked for' },
  answered: { zh: '已反馈', en: 'Answered' },
  'reminder-answered': { zh: '已答复催办', en: 'Reminder answered' },
  'handed-over': { zh: '变更承办人', en: 'Handler changed' },
} as const;
export const assignmentStage = codesOf(assignmentStages);

/** The lead organ answers for all; the others answer for their part. */
export const assignmentRoles = {
  lead: { zh: '主办', en: 'Lead' },
  joint: { zh: '协办', en: 'Joint' },
} as const;
export const assignmentRole = codesOf(assignmentRoles);

export const callbackResults = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  unsatisfied: { zh: '不满意', en: 'Not satisfied' },
  unreachable: { zh: '未接通', en: 'Not reached' },
  declined: { zh: '不作评价', en: 'Says nothing' },
} as const;
export type CallbackResult = keyof typeof callbackResults;
export const callbackResult = codesOf(callbackResults);

/** Why one ticket stands with another. */
export const linkKinds = {
  repeat: { zh: '同一来电人重复反映', en: 'The same caller again' },
  cluster: { zh: '同一地点多人反映', en: 'Others about the same place' },
} as const;
export const linkKind = codesOf(linkKinds);

/** The three rates that organs are measured by. */
export const measures = {
  response: { zh: '响应率', en: 'Response' },
  resolution: { zh: '解决率', en: 'Resolution' },
  satisfaction: { zh: '满意率', en: 'Satisfaction' },
} as const;
export const measure = codesOf(measures);
