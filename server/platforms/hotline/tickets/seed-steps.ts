/** Steps that the plan of the demonstration names: who takes which action with what. */
export interface SeedStep {
  as: 'agent' | 'head' | 'handler' | 'joint' | 'caller';
  action: string;
  values: Record<string, string | number>;
}

const step = (as: SeedStep['as'], action: string, values: SeedStep['values'] = {}): SeedStep => ({
  as,
  action,
  values,
});
const answer = '经现场核查，诉求基本属实，已责成责任单位整改，并安排专人复查，结果已告知诉求人。';

export const seedSteps: Record<string, SeedStep> = {
  'answer-at-once': step('agent', 'answer-ticket', {
    answer: '已按现行政策说明办理条件、材料和时间，并告知办理地点。',
    satisfied: 'yes',
  }),
  sign: step('handler', 'sign-for'),
  'sign-joint': step('joint', 'sign-for'),
  contact: step('handler', 'contact', { note: '已电话联系' }),
  answer: step('handler', 'answer-ticket', { answer }),
  'answer-joint': step('joint', 'answer-ticket', { answer }),
  return: step('handler', 'ask-return', { reason: '经核对职责清单，该事项由其他部门负责，申请退回。' }),
  'ask-extension': step('handler', 'ask-extension', { days: 5, reason: '需要委托检测，检测周期较长。' }),
  'approve-extension': step('head', 'approve-extension', { reason: '情况属实，同意延期。' }),
  pass: step('agent', 'pass-check'),
  satisfied: step('agent', 'call-back', { result: 'satisfied', resolved: 'yes', note: '问题已解决' }),
  unsatisfied: step('agent', 'call-back', {
    result: 'unsatisfied',
    resolved: 'no',
    note: '问题反复出现，没有根本解决',
  }),
  unreachable: step('agent', 'call-back', { result: 'unreachable' }),
  declined: step('agent', 'call-back', { result: 'declined' }),
  archive: step('agent', 'archive-ticket'),
  withdraw: step('caller', 'withdraw-ticket', { reason: '已自行解决' }),
  remind: step('caller', 'remind', { text: '多日没有进展，请尽快处理' }),
  notice: step('head', 'publish-notice', {
    text: '该工单两次催办均未答复，予以通报，责成承办机关说明原因并限期办理。',
  }),
  refer: step('agent', 'refer-violation', {
    text: '反映监管人员提前透露检查时间，涉嫌违规，建议按程序核查。',
  }),
  'ask-exclusion': step('agent', 'ask-exclusion', { reason: '诉求超出现行政策规定，已充分解释。' }),
  'settle-exclusion': step('head', 'settle-exclusion', { approved: 'yes', reason: '核实无误，同意不计入。' }),
};
