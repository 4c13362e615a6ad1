import type { Instant } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import type { Item, Organ } from '#contract/catalogue';
import type { CaseEvent } from '#contract/events';
import type { ItemContent } from '#contract/item-content';
import type { Bilingual } from '#contract/text';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import type { NeedName } from '#spine/alerts/coverage/needs';
import type { CaseState } from '#spine/cases/case-state';

/** Everything a rule may look at: no database, no clock of the machine, so that a replay judges alike. */
export interface Judged {
  event: CaseEvent;
  /** Effective time: recorded for a live source, the log's own for a replay source. */
  at: Instant;
  /** What the source claims, and when it was written down. Equal to `at` in one of the two modes. */
  occurredAt: Instant;
  recordedAt: Instant;
  /** A replay source tells of the past: how late it was recorded says nothing. */
  historic: boolean;
  /** Null before the opening event. */
  before: CaseState | null;
  after: CaseState;
  item: Item;
  /** Organ of the case, and the organ that acts. */
  organ: Organ;
  actingOrgan: Organ;
  calendar: WorkingCalendar;
  /** Due time of the case's running clock before the event, where the event moves clocks. */
  dueAt: Instant | null;
  /** Number of the event within its case, from 1: makes keys that are stable over a replay. */
  seq: number;
}

/** Something that a rule noticed: a clue with its facts. */
export interface Finding {
  rule: string;
  /** Unique within the case: the same clue is never given twice, whatever is retried. */
  key: string;
  level: AlertLevel;
  at: Instant;
  /** Facts in short fields; the words come from the rule's own `evidence` labels. No names of applicants. */
  evidence: Record<string, string | number>;
}

export interface Rule {
  code: string;
  title: Bilingual;
  /** 1 time, 2 procedure, 3 content, 4 discretion and fees, 5 risk control, 6 other. */
  ruleClass: 1 | 2 | 3 | 4 | 5 | 6;
  level: AlertLevel;
  /** Law and article, or the measure it is taken from. */
  basis: string;
  /** What would clear it. */
  clears: Bilingual;
  /** Labels of the evidence fields. */
  evidence: Record<string, Bilingual>;
  /** What people call the value of an evidence field that is a code, or several; absent where no field is. */
  nameOf?: (
    field: string,
    value: string,
    item: { contents?: readonly ItemContent[] },
  ) => Bilingual | undefined;
  /** Names of the thresholds that it reads; their values are data (`reference/rules`). */
  parameters: readonly string[];
  /** What cases must have before it can say anything; of rules of the spine `coverage/needs.ts` knows it. */
  needs?: readonly NeedName[];
  /** Event types that it has to look at; the pipeline skips the rest. Absent for rules that a clock or the ticker fires. */
  on?: readonly CaseEvent['type'][] | 'every';
  judge?: (
    judged: Judged,
    parameters: Readonly<Record<string, number>>,
  ) => readonly Finding[] | Finding | null;
}

/** What people read of a rule, whoever judges by it: the spine, a clock, or a part of a platform. */
export type RuleFacts = Omit<Rule, 'on' | 'judge'>;
