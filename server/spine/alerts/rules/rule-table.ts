import type { Rule } from '#spine/alerts/rule';
import { correctionAfterAcceptance, repeatedCorrection } from './applicant-corrections.ts';
import { stepAfterEnd, stepBeforeStart } from './case-bounds.ts';
import { missingContent, refusedWithoutReason } from './content.ts';
import { feeDeviation } from './fees.ts';
import { lateEntry } from './late-entry.ts';
import { skippedStep, stepOutsideFlow, wrongOrder } from './order.ts';
import { extensionWithoutApprover, pauseAbuse, pauseWithoutGrounds } from './pauses.ts';
import { beyondPower, samePerson } from './power.ts';
import { backdatedEdit, bulkBackfill } from './records.ts';
import {
  correctionOverdue,
  expiring,
  inaction,
  overdue,
  overdueLong,
  silentAcceptance,
  stepOverdue,
} from './time.ts';
import { stepTooEarly } from './too-early.ts';
import { tooFast } from './too-fast.ts';

const rules: readonly Rule[] = [
  expiring,
  overdue,
  overdueLong,
  stepOverdue,
  silentAcceptance,
  correctionOverdue,
  inaction,
  stepBeforeStart,
  stepAfterEnd,
  repeatedCorrection,
  correctionAfterAcceptance,
  skippedStep,
  wrongOrder,
  stepOutsideFlow,
  stepTooEarly,
  tooFast,
  beyondPower,
  samePerson,
  pauseAbuse,
  pauseWithoutGrounds,
  extensionWithoutApprover,
  refusedWithoutReason,
  missingContent,
  bulkBackfill,
  backdatedEdit,
  lateEntry,
  feeDeviation,
];

/** Every code that an alert can carry, whether events, clocks or the ticker fire it. */
export const ruleTable: Readonly<Record<string, Rule>> = Object.fromEntries(
  rules.map((rule) => [rule.code, rule]),
);
