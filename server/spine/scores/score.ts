import { Decimal } from 'decimal.js';
import type { ScoreGrade, ScoreLine, ScorePart, ScoreScheme } from '#contract/score-schemes';

/** An adjustment that two persons agreed on. */
export interface Adjustment {
  /** Key of its case in the journal. */
  id: string;
  /** Signed decimal text: `1.50`, `-2.00`. */
  points: string;
}

/** What the journal comes to for one organ (or post, or person) in one month. */
export interface ScoreFacts {
  /** Cases that ended. */
  volume: number;
  /** Cases that each line of the scheme counts, by the code of the line. */
  counts: Readonly<Record<string, number>>;
  adjustments: readonly Adjustment[];
}

export interface LineScore {
  code: string;
  /** Cases that it counts. */
  n: number;
  /** Points that it deducts or adds, two places, never negative. */
  points: string;
}

export interface PartScore {
  code: string;
  full: string;
  lines: LineScore[];
  /** What is left of the full points, at least 0. */
  points: string;
}

/** The calculation of one month: every figure of the score, and nothing that changes without the journal or the scheme. */
export interface Calculation {
  scheme: string;
  version: number;
  month: string;
  volume: number;
  parts: PartScore[];
  bonuses: LineScore[];
  deductions: LineScore[];
  adjustments: Adjustment[];
  total: string;
  grade: ScoreGrade;
}

/** Two places, a half rounded up (away from zero). */
export const pointsText = (value: Decimal): string => value.toFixed(2, Decimal.ROUND_HALF_UP);

const zero = new Decimal(0);
const sum = (values: readonly Decimal[]): Decimal => values.reduce((all, one) => all.plus(one), zero);
const atMost = (value: Decimal, most: string | undefined) =>
  most === undefined ? value : Decimal.min(value, most);

/** Points of one line, exact but for a rate, which is rounded to two places. */
function measured({ measure }: ScoreLine, n: number, volume: number, full: string): Decimal {
  switch (measure.by) {
    case 'event':
      return atMost(new Decimal(measure.points).times(n), measure.most);
    case 'share': {
      // Whole steps: 10 % of 29 cases are reached with the third.
      const step = volume * measure.step;
      const steps = step === 0 ? 0 : (n * 100 - ((n * 100) % step)) / step;
      return atMost(new Decimal(measure.points).times(steps), measure.most);
    }
    case 'rate': {
      if (n === 0) return zero;
      const share = volume === 0 ? new Decimal(full) : new Decimal(full).times(n).div(volume);
      return Decimal.min(share, full).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
    }
    case 'reach':
      return volume > 0 && n * 100 >= volume * measure.atLeast ? new Decimal(measure.points) : zero;
  }
}

function lineScore(line: ScoreLine, facts: ScoreFacts, full = '0'): { line: LineScore; value: Decimal } {
  const n = facts.counts[line.code] ?? 0;
  const value = measured(line, n, facts.volume, full);
  return { line: { code: line.code, n, points: pointsText(value) }, value };
}

function partScore(part: ScorePart, facts: ScoreFacts): { part: PartScore; value: Decimal } {
  const lines = part.lines.map((line) => lineScore(line, facts, part.full));
  const value = Decimal.max(0, new Decimal(part.full).minus(sum(lines.map((one) => one.value))));
  const { code } = part;
  return {
    part: {
      code,
      full: pointsText(new Decimal(part.full)),
      lines: lines.map(({ line }) => line),
      points: pointsText(value),
    },
    value,
  };
}

/** The grade of a number of points. */
export function gradeOf(scheme: Pick<ScoreScheme, 'grades'>, total: Decimal.Value): ScoreGrade {
  return scheme.grades.find(({ from }) => new Decimal(total).gte(from))!.grade;
}

/** True when nothing happened in the month: then there is no score, since a full one would be earned by doing nothing. */
export const isEmpty = ({ volume, counts, adjustments }: ScoreFacts): boolean =>
  volume === 0 && adjustments.length === 0 && Object.values(counts).every((n) => n === 0);

/**
 * The score of one month: a pure function of the scheme and the facts. Sum of the parts, each at least 0; bonuses;
 * deductions; adjustments in the order of their keys; at least 0 in all.
 */
export function score(scheme: ScoreScheme, month: string, facts: ScoreFacts): Calculation {
  const parts = scheme.parts.map((part) => partScore(part, facts));
  const bonuses = scheme.bonuses.map((line) => lineScore(line, facts));
  const deductions = scheme.deductions.map((line) => lineScore(line, facts));
  const adjustments = [...facts.adjustments].sort((a, b) => (a.id < b.id ? -1 : 1));
  const total = Decimal.max(
    0,
    sum(parts.map(({ value }) => value))
      .plus(sum(bonuses.map(({ value }) => value)))
      .minus(sum(deductions.map(({ value }) => value)))
      .plus(sum(adjustments.map(({ points }) => new Decimal(points)))),
  );
  return {
    scheme: scheme.code,
    version: scheme.version,
    month,
    volume: facts.volume,
    parts: parts.map(({ part }) => part),
    bonuses: bonuses.map(({ line }) => line),
    deductions: deductions.map(({ line }) => line),
    adjustments: adjustments.map(({ id, points }) => ({ id, points })),
    total: pointsText(total),
    grade: gradeOf(scheme, total),
  };
}

/** Mean of the months of a longer period that have a score, two places; null where none has. */
export function meanOf(totals: readonly string[]): string | null {
  if (totals.length === 0) return null;
  return pointsText(sum(totals.map((total) => new Decimal(total))).div(totals.length));
}
