import { Decimal } from 'decimal.js';
import type { CalculationView, LineView } from '#contract/powers/scores';
import type { ScoreLine } from '#contract/score-schemes';
import type { OrganScore } from '#spine/scores/compute';
import { type Calculation, type LineScore, pointsText } from '#spine/scores/score';
import { measureWords } from './measure-words.ts';
import { schemeOf } from './score-rows.ts';

const added = (points: readonly string[]): string =>
  pointsText(points.reduce((sum, one) => sum.plus(one), new Decimal(0)));

/** One line over the months: cases and points add up. */
function lineView(
  line: ScoreLine,
  sign: 'deducts' | 'adds',
  months: readonly Calculation[],
  of: (month: Calculation) => readonly LineScore[],
): LineView {
  const scores = months.flatMap((month) => of(month).filter(({ code }) => code === line.code));
  return {
    code: line.code,
    name: line.name,
    rule: measureWords(line, sign),
    basis: line.basis,
    mark: line.mark,
    n: scores.reduce((sum, { n }) => sum + n, 0),
    points: added(scores.map(({ points }) => points)),
  };
}

/** The calculation with its words, of the scheme of its last month; of several months what adds up. */
export function calculationOf(score: OrganScore): Pick<CalculationView, 'parts' | 'bonuses' | 'deductions'> {
  const scheme = schemeOf(score);
  const { months } = score;
  const parts = scheme.parts.map(({ code, name, basis, mark, lines }) => {
    const own = months.flatMap((month) => month.parts.filter((part) => part.code === code));
    return {
      code,
      name,
      basis,
      mark,
      full: added(own.map((part) => part.full)),
      points: added(own.map((part) => part.points)),
      lines: lines.map((line) =>
        lineView(line, 'deducts', months, (month) => month.parts.flatMap((part) => part.lines)),
      ),
    };
  });
  return {
    parts,
    bonuses: scheme.bonuses.map((line) => lineView(line, 'adds', months, (month) => month.bonuses)),
    deductions: scheme.deductions.map((line) =>
      lineView(line, 'deducts', months, (month) => month.deductions),
    ),
  };
}
