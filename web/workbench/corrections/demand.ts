import type { CorrectionDetail } from '#contract/corrections';

/** What the notice demands, as it was written when the correction was issued; null when nothing was written. */
export function demandOf(correction: Pick<CorrectionDetail, 'history'>): string | null {
  for (const { data } of correction.history)
    if (typeof data.demand === 'string' && data.demand.trim() !== '') return data.demand.trim();
  return null;
}
