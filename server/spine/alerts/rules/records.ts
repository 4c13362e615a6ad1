import { toRfc3339 } from '#base/time';
import type { Rule } from '#spine/alerts/rule';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';
import { workingDaysFrom } from './working-time.ts';

/** Class 3: how the record itself was kept, and an end that did not last. */

/** Its other half, many steps of one actor in a short time, looks beyond one case: see pace.ts. */
export const bulkBackfill: Rule = {
  code: 'BULK_BACKFILL',
  title: { zh: '集中补录或延迟录入', en: 'Recorded in bulk, or late' },
  ruleClass: 3,
  level: 'yellow',
  basis: '本系统建议规则 (proposed by this system)',
  clears: {
    zh: '说明补录原因，例如系统故障或批量导入',
    en: 'Explaining the delay, for instance by a system fault or a transfer in batches',
  },
  evidence: labels('workingDays', 'most', 'steps', 'from', 'to', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['mostSteps', 'withinMinutes', 'lateWorkingDays'],
  on: ['case.accepted'],
  judge(judged, { lateWorkingDays }) {
    const { historic, occurredAt, recordedAt, calendar, organ } = judged;
    if (historic || recordedAt <= occurredAt) return null;
    const workingDays = workingDaysFrom(occurredAt, recordedAt, calendar, organ);
    if (workingDays <= lateWorkingDays!) return null;
    return clue(bulkBackfill, judged, { workingDays, most: lateWorkingDays!, ...act(judged) }, 'late');
  },
};

export const backdatedEdit: Rule = {
  code: 'BACKDATED_EDIT',
  title: { zh: '办结后修改且无他人批准', en: 'Changed after closing without approval by another person' },
  ruleClass: 3,
  level: 'red',
  basis:
    '本系统建议规则：办结后的修改须经他人批准 (proposed by this system: a change after closing is approved by another person)',
  clears: {
    zh: '补充登记批准人与修改理由，或恢复原内容',
    en: 'Recording the approver and the reason, or restoring what it said before',
  },
  evidence: labels('field', 'endedAt', 'approver', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.amended'],
  judge(judged) {
    const { event, before } = judged;
    if (event.type !== 'case.amended' || before === null || before.endedAt === null) return null;
    const { field, actor } = event.data;
    const approver = event.data.approver?.trim();
    // Approving one's own change is no approval.
    if (approver && approver !== actor) return null;
    return clue(backdatedEdit, judged, {
      field,
      endedAt: toRfc3339(before.endedAt),
      ...(approver ? { approver } : null),
      ...act(judged),
    });
  },
};

/** An end that is taken back earns nothing: scores count it, the closing is no longer counted, and the clocks run on. */
export const caseReopened: Rule = {
  code: 'CASE_REOPENED',
  title: { zh: '办结后重新办理', en: 'Handled anew after its end' },
  ruleClass: 3,
  level: 'notice',
  basis:
    '本系统建议规则：办结后又重新办理的，原办结不计为按期办结 (proposed by this system: an end that was taken back does not count as in time)',
  clears: {
    zh: '说明重新办理的原因；非办理单位原因的，申诉后可解除',
    en: 'Explaining why it is handled anew; lifted on appeal where the organ is not the reason',
  },
  evidence: labels('endedAt', 'actor', 'occurredAt', 'recordedAt'),
  parameters: [],
  on: ['case.reopened'],
  judge(judged) {
    const { before } = judged;
    if (before === null || before.endedAt === null) return null;
    return clue(caseReopened, judged, { endedAt: toRfc3339(before.endedAt), ...act(judged) });
  },
};
