import type { Rule, RuleFacts } from '#spine/alerts/rule';
import { correctionAfterAcceptance, repeatedCorrection } from './applicant-corrections.ts';
import { stepAfterEnd, stepBeforeStart } from './case-bounds.ts';
import { missingContent, refusedWithoutReason } from './content.ts';
import { feeDeviation } from './fees.ts';
import { lateEntry } from './late-entry.ts';
import { skippedStep, stepOutsideFlow, wrongOrder } from './order.ts';
import { extensionWithoutApprover, pauseAbuse, pauseWithoutGrounds } from './pauses.ts';
import { beyondPower, samePerson } from './power.ts';
import { amountBeyondPower, itemBeyondPower } from './power-bounds.ts';
import { backdatedEdit, bulkBackfill, caseReopened } from './records.ts';
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

/** The rules that every case is judged by. */
export const spineRules: readonly Rule[] = [
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
  amountBeyondPower,
  itemBeyondPower,
  samePerson,
  pauseAbuse,
  pauseWithoutGrounds,
  extensionWithoutApprover,
  refusedWithoutReason,
  missingContent,
  bulkBackfill,
  backdatedEdit,
  caseReopened,
  lateEntry,
  feeDeviation,
];

const table: Record<string, RuleFacts> = Object.fromEntries(spineRules.map((rule) => [rule.code, rule]));

/** Every code that an alert can carry, whether events, clocks or the ticker fire it, with those of the parts installed. */
export const ruleTable: Readonly<Record<string, RuleFacts>> = table;

/** Adds the rules of a part. @throws Error when a code is taken */
export function addRules(rules: readonly RuleFacts[]): void {
  for (const rule of rules) {
    if (Object.hasOwn(table, rule.code)) throw new Error(`rule ${rule.code} stands twice`);
    table[rule.code] = rule;
  }
}
