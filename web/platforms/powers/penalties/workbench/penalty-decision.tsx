import { useTranslation } from 'react-i18next';
import type { PenaltyDetail } from '#contract/powers/penalties';
import { penaltyOutcomes, tiers } from '#contract/powers/penalty-terms';
import { usePick } from '../../../../i18n/language.ts';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { MoneyText } from '../money-text.tsx';
import { useKindsText } from '../names.ts';

/** What was decided, and what it was weighed against. */
export function PenaltyDecision({ decision }: { decision: NonNullable<PenaltyDetail['decision']> }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const kindsText = useKindsText();
  const { range, median, tier } = decision;
  return (
    <Facts
      facts={[
        { label: t('page.decisionNumber'), value: decision.number },
        { label: t('page.decidedOn'), value: decision.on },
        { label: t('page.outcome'), value: pick(penaltyOutcomes[decision.outcome]) },
        { label: t('page.kinds'), value: kindsText(decision.kinds) },
        decision.fine !== null && { label: t('page.fine'), value: <MoneyText amount={decision.fine} /> },
        decision.gains !== null && { label: t('page.gains'), value: <MoneyText amount={decision.gains} /> },
        { label: t('page.goods'), value: decision.goods },
        { label: t('page.tier'), value: tier && pick(tiers[tier]) },
        range && {
          label: t('page.range'),
          value: (
            <>
              <MoneyText amount={range.min} /> – <MoneyText amount={range.max} />
            </>
          ),
        },
        median !== null && {
          label: t('page.median'),
          value: (
            <>
              <MoneyText amount={median} /> ({decision.medianOf})
            </>
          ),
        },
        { label: t('page.content'), value: decision.content, wide: true },
        { label: t('page.reason'), value: decision.reason, wide: true },
      ]}
    />
  );
}
