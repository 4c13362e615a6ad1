import { useTranslation } from 'react-i18next';
import { alertLevel } from '#contract/alerts';
import { limitUnits } from '#contract/catalogue';
import { appealGrounds } from '#contract/corrections';
import { pauseKinds } from '#contract/events';
import type { Bilingual } from '#contract/text';
import { penaltyNames } from '#contract/powers/penalty-terms';
import { assignmentStages, callbackResults } from '#contract/hotline/ticket-names';
import { usePick } from '../../i18n/language.ts';
import type { TimelineFact } from './timeline-facts.ts';

const outcomes = ['granted', 'denied', 'imposed', 'not-imposed', 'other'] as const;

const one = <T extends string>(words: readonly T[], value: string): T | undefined =>
  words.find((word) => word === value);

/** Writes the value of a fact: words of the contract and contents of the item by their names, anything else as it stands. */
export function useFactText(): (fact: TimelineFact, contentNames: Record<string, Bilingual>) => string {
  const { t } = useTranslation(['workbench', 'terms']);
  const pick = usePick();
  return ({ name, value }, contentNames) => {
    const level = name === 'level' && one(alertLevel.options, value);
    if (level) return t(`terms:level.${level}`);
    const outcome = name === 'outcome' && one(outcomes, value);
    if (outcome) return t(`eventValues.outcome.${outcome}`);
    const procedure = name === 'procedure' && one(pauseKinds, value);
    if (procedure) return t(`eventValues.procedure.${procedure}`);
    const unit = name === 'unit' && one(limitUnits, value);
    if (unit) return t(`eventValues.unit.${unit}`);
    if (name === 'stage' && value in assignmentStages)
      return pick(assignmentStages[value as keyof typeof assignmentStages]);
    if (name === 'result' && value in callbackResults)
      return pick(callbackResults[value as keyof typeof callbackResults]);
    if (name === 'ground' && value in appealGrounds)
      return pick(appealGrounds[value as keyof typeof appealGrounds]);
    const names = name === 'contents' ? contentNames : penaltyNames[name];
    if (names)
      return value
        .split(', ')
        .map((word) => (names[word] ? pick(names[word]) : word))
        .join(', ');
    return value;
  };
}
