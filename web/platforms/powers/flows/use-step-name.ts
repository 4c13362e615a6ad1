import type { FlowAnalysis } from '#contract/powers/flows';
import { usePick } from '../../../i18n/language.ts';

/** The name of a step in the reader's language; a step that no flow knows goes by its code. */
export function useStepName({ stepNames }: Pick<FlowAnalysis, 'stepNames'>): (step: string) => string {
  const pick = usePick();
  return (step) => {
    const name = Object.hasOwn(stepNames, step) ? stepNames[step] : undefined;
    return name ? pick(name) : step;
  };
}
