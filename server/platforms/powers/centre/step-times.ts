import type { CaseState } from '#spine/cases/case-state';

const hourMs = 3_600_000;

/** How long a step took in the cases of a sample, in hours. */
export interface StepTimes {
  step: string;
  cases: number;
  median: number;
  p90: number;
}

/**
 * How long each step of a case took, in hours: from the last step that was done before it, or from the opening. A step that was
 * done several times counts until it was done last. Wall-clock time: waiting is felt as such.
 */
export function stepHours({ openedAt, steps }: Pick<CaseState, 'openedAt' | 'steps'>): Map<string, number> {
  const inOrder = steps.toSorted((a, b) => a.last - b.last);
  const hours = new Map<string, number>();
  let before = openedAt;
  for (const { code, last } of inOrder) {
    hours.set(code, Math.max(0, last - before) / hourMs);
    before = Math.max(before, last);
  }
  return hours;
}

/** The value below which a share of the sorted values lies (nearest rank). */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;

/** Median and ninth decile of each step, slowest first; a step seen in fewer cases than `least` says nothing yet. */
export function stepTimes(
  cases: readonly Pick<CaseState, 'openedAt' | 'steps'>[],
  least: number,
): StepTimes[] {
  const byStep = new Map<string, number[]>();
  for (const one of cases)
    for (const [step, hours] of stepHours(one)) {
      const list = byStep.get(step);
      if (list) list.push(hours);
      else byStep.set(step, [hours]);
    }
  return [...byStep]
    .filter(([, list]) => list.length >= least)
    .map(([step, list]) => {
      const sorted = list.toSorted((a, b) => a - b);
      return { step, cases: list.length, median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
    })
    .sort((a, b) => b.median - a.median || a.step.localeCompare(b.step));
}
