import { Refusal } from '#base/errors';
import type { AvailableAction, CaseStatus } from '#contract/cases';
import { caseEvents, type CaseEventType, pauseKinds } from '#contract/events';
import { firstIssue } from '#contract/fault';
import { specialProcedures } from '#contract/special-procedures';
import type { Role } from '#contract/roles';
import type { Bilingual } from '#contract/text';
import { type ActionField, type KnownFiles, longest, readFields } from '#spine/cases/action-form';
import { actionRoles, stepRoles } from '#spine/cases/case-roles';
import type { RegisteredItem } from '#spine/catalogue/registry';

type Field = ActionField;

const text = (
  name: string,
  zh: string,
  en: string,
  required: boolean,
  kind: Field['kind'] = 'text',
): Field => ({
  name,
  title: { zh, en },
  kind,
  required,
});
const select = (name: string, zh: string, en: string, options: [string, string, string][]): Field => ({
  name,
  title: { zh, en },
  kind: 'select',
  required: true,
  options: options.map(([value, optionZh, optionEn]) => ({ value, title: { zh: optionZh, en: optionEn } })),
});

const pauseNames: Record<(typeof pauseKinds)[number], Bilingual> = {
  ...specialProcedures,
  correction: { zh: '补正', en: 'Correction by the applicant' },
  other: { zh: '其他', en: 'Other' },
};

interface Action {
  /** The event that the action appends; its schema checks the values. */
  event: CaseEventType;
  title: Bilingual;
  hint?: Bilingual;
  /** States in which it may be taken: the closed table of what is permitted. */
  from: readonly CaseStatus[];
  danger?: boolean;
  fields: (item: RegisteredItem) => Field[];
}

const handling = ['opened', 'accepted', 'correcting', 'paused', 'decided'] as const;

export const caseActions: Record<string, Action> = {
  accept: {
    event: 'case.accepted',
    title: { zh: '受理', en: 'Accept' },
    from: ['opened'],
    fields: () => [],
  },
  'ask-correction': {
    event: 'case.correction-asked',
    title: { zh: '一次性告知补正', en: 'Ask for correction' },
    from: ['opened'],
    fields: () => [text('reason', '需补正内容', 'What has to be corrected', true, 'long-text')],
  },
  'note-correction': {
    event: 'case.corrected',
    title: { zh: '补正完成', en: 'Corrected' },
    from: ['correcting'],
    fields: () => [],
  },
  refuse: {
    event: 'case.not-accepted',
    title: { zh: '不予受理', en: 'Refuse acceptance' },
    from: ['opened', 'correcting'],
    danger: true,
    fields: () => [{ ...text('reason', '理由', 'Reason', true, 'long-text'), minLength: 10 }],
  },
  'do-step': {
    event: 'case.step-done',
    title: { zh: '完成环节', en: 'Complete a step' },
    from: ['opened', 'accepted', 'decided'],
    fields: (item) => [
      select(
        'step',
        '环节',
        'Step',
        item.flow.steps.map((step) => [step.code, step.name.zh, step.name.en]),
      ),
      text('note', '说明', 'Note', false),
      {
        name: 'attachments',
        title: { zh: '附件', en: 'Attachments' },
        kind: 'files',
        required: false,
        most: 20,
      },
    ],
  },
  pause: {
    event: 'case.paused',
    title: { zh: '特别程序（暂停计时）', en: 'Special procedure (clock stands still)' },
    from: ['opened', 'accepted'],
    fields: () => [
      select(
        'procedure',
        '程序',
        'Procedure',
        pauseKinds.map((kind) => [kind, pauseNames[kind].zh, pauseNames[kind].en]),
      ),
      text('basis', '依据', 'Basis', true),
      text('expectedDays', '预计天数', 'Expected days', true, 'number'),
      text('approver', '批准人', 'Approver', true),
      text('notice', '告知书文号', 'Notice number', true),
    ],
  },
  resume: {
    event: 'case.resumed',
    title: { zh: '恢复计时', en: 'Resume' },
    from: ['paused'],
    fields: () => [],
  },
  extend: {
    event: 'case.extended',
    title: { zh: '延长期限', en: 'Extend' },
    from: ['accepted'],
    fields: () => [
      text('n', '工作日', 'Working days', true, 'number'),
      text('basis', '依据', 'Basis', true),
      text('approver', '批准人', 'Approver', true),
    ],
  },
  decide: {
    event: 'case.decided',
    title: { zh: '作出决定', en: 'Decide' },
    from: ['opened', 'accepted'],
    fields: () => [
      select('outcome', '结果', 'Outcome', [
        ['granted', '准予', 'Granted'],
        ['denied', '不予', 'Denied'],
        ['imposed', '予以处罚', 'Imposed'],
        ['not-imposed', '不予处罚', 'Not imposed'],
        ['other', '其他', 'Other'],
      ]),
      { ...text('reason', '理由', 'Reason', true, 'long-text'), minLength: 10 },
    ],
  },
  close: {
    event: 'case.closed',
    title: { zh: '办结', en: 'Close' },
    from: ['accepted', 'decided', 'opened'],
    fields: () => [text('result', '办理结果', 'Result', false)],
  },
  withdraw: {
    event: 'case.withdrawn',
    title: { zh: '申请人撤回', en: 'Withdrawn by the applicant' },
    from: handling,
    danger: true,
    fields: () => [text('reason', '说明', 'Note', false)],
  },
  terminate: {
    event: 'case.terminated',
    title: { zh: '终止办理', en: 'Terminate' },
    from: handling,
    danger: true,
    fields: () => [{ ...text('reason', '理由', 'Reason', true, 'long-text'), minLength: 10 }],
  },
  reopen: {
    event: 'case.reopened',
    title: { zh: '撤销办结，重新办理', en: 'Take back the closing' },
    hint: {
      zh: '原办结不再计入办结数；已作出的决定及其后的环节须重新办理，办理时限以剩余时间继续计算。',
      en: 'The closing no longer counts; a decision that was made and the steps after it are to be done once more, and the time limits of the case run on with what was left of them.',
    },
    from: ['closed', 'not-accepted', 'withdrawn', 'terminated'],
    danger: true,
    fields: () => [{ ...text('reason', '理由', 'Reason', true, 'long-text'), minLength: 10 }],
  },
};

/** Who acts: as it is written down, and in which roles over this case. */
export interface ActingPerson {
  actor: string;
  roles: ReadonlySet<Role>;
}

const hasOne = (roles: ReadonlySet<Role>, wanted: readonly Role[]) => wanted.some((role) => roles.has(role));

/** The fields of an action for these roles: of the steps, those that are theirs. */
function fieldsFor(action: Action, item: RegisteredItem, roles: ReadonlySet<Role>): Field[] {
  return action.fields({
    ...item,
    flow: { ...item.flow, steps: item.flow.steps.filter((step) => hasOne(roles, stepRoles(step.code))) },
  });
}

/** The actions that a state allows and a person's roles may take, with the fields that each takes. */
export function availableCaseActions(
  status: CaseStatus,
  item: RegisteredItem,
  roles: ReadonlySet<Role>,
): AvailableAction[] {
  return Object.entries(caseActions)
    .filter(([name, action]) => action.from.includes(status) && hasOne(roles, actionRoles[name]!))
    .map(([name, action]) => ({
      action: name,
      title: action.title,
      ...(action.hint && { hint: action.hint }),
      danger: action.danger ?? false,
      fields: fieldsFor(action, item, roles),
    }))
    .filter(({ action, fields }) => action !== 'do-step' || fields[0]!.options!.length > 0);
}

/**
 * Turns an action of a person into the event it appends, with the states in which it may be.
 * @param files those that the values name
 * Refusals: action-not-allowed in this state; forbidden for these roles; field-invalid and attachment-unknown, with the field.
 */
export function decideCaseAction(
  status: CaseStatus,
  item: RegisteredItem,
  { action, values }: { action: string; values: Record<string, unknown> },
  { actor, roles }: ActingPerson,
  files?: KnownFiles,
): { type: CaseEventType; data: Record<string, unknown>; from: readonly CaseStatus[] } {
  const chosen = Object.hasOwn(caseActions, action) ? caseActions[action] : undefined;
  if (!chosen?.from.includes(status))
    throw new Refusal('action-not-allowed', { field: 'action', detail: `${action} in state ${status}` });
  if (!hasOne(roles, actionRoles[action]!))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: `one of ${actionRoles[action]!.join(', ')} at the organ of the case`,
    });
  const given: Record<string, unknown> = readFields(fieldsFor(chosen, item, roles), values, longest, files);
  if (action === 'extend') given.unit = 'working-day';
  const data = caseEvents[chosen.event].safeParse({ ...given, actor });
  if (!data.success) throw new Refusal('field-invalid', firstIssue(data.error, 'values'));
  return { type: chosen.event, data: data.data as Record<string, unknown>, from: chosen.from };
}
