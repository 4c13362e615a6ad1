import type { ReportFigure } from '#contract/openness';
import { cubeOf } from '#spine/disclosure-control/cube';
import { protect } from '#spine/disclosure-control/protect';
import { flatTree } from '#spine/disclosure-control/tree';

/** Cases that are neither of the types that a report tells of; they follow from the total and these. */
const others = 'others';

/** A total of cases and some of its parts by type, as they are counted. */
export interface Told {
  total: ReportFigure;
  parts: readonly ReportFigure[];
}

/**
 * The same with small numbers hidden, and what would tell them: what is left of the total is a part as well.
 * @param least k
 */
export function hideSmall({ total, parts }: Told, least: number): Told {
  const countOf = ({ value }: ReportFigure): number => value ?? 0;
  const rest = countOf(total) - parts.reduce((sum, part) => sum + countOf(part), 0);
  const leaves = [
    ...parts.map((part) => ({ codes: [part.code], count: countOf(part) })),
    { codes: [others], count: rest },
  ];
  const cube = cubeOf([flatTree('type', [...parts.map(({ code }) => code), others], total.code)], leaves);
  // Whoever subtracts has the rest, so that it is told like the others.
  const hidden = protect({ cube, least });
  const toldAs = (figure: ReportFigure, cell: number): ReportFigure =>
    hidden[cell] ? { ...figure, value: null, hidden: true } : figure;
  return { total: toldAs(total, 0), parts: parts.map((part, at) => toldAs(part, at + 1)) };
}
