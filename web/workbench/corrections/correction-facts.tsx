import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { appealGrounds, type CorrectionDetail } from '#contract/corrections';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DueText } from '../ui/due-text.tsx';
import { Facts } from '../ui/facts.tsx';
import { demandOf } from './demand.ts';

/** What a correction is about, what was demanded and what was answered. */
export function CorrectionFacts({ correction }: { correction: CorrectionDetail }) {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  const { appeal } = correction;
  return (
    <Facts
      facts={[
        {
          label: t('alerts.case'),
          wide: true,
          value: (
            <>
              <Link to="/workbench/cases/$id" params={{ id: correction.caseId }} className="wb-number">
                {correction.caseNumber}
              </Link>
              <CopyButton text={correction.caseNumber} what={t('alerts.case')} />
            </>
          ),
        },
        { label: t('alerts.item'), value: pick(correction.itemName) },
        { label: t('alerts.organ'), value: pick(correction.organName) },
        { label: t('alerts.place'), value: pick(correction.regionName) },
        { label: t('corrections.issued'), value: <TimeText at={correction.issuedAt} /> },
        {
          label: t('corrections.due'),
          value: <DueText at={correction.dueAt} late={correction.late} dueFor={correction.dueFor} />,
        },
        correction.escalations > 0 && {
          label: t('corrections.escalated'),
          value: t('corrections.escalations', { count: correction.escalations }),
        },
        { label: t('alerts.demand'), value: demandOf(correction), wide: true },
        { label: t('corrections.cause'), value: correction.cause, wide: true },
        { label: t('corrections.measures'), value: correction.measures, wide: true },
        appeal && {
          label: t('corrections.appeal'),
          wide: true,
          value: `${appealTitle(appeal.ground, pick)}${appeal.statement ? `: ${appeal.statement}` : ''}`,
        },
      ]}
    />
  );
}

function appealTitle(ground: string, pick: ReturnType<typeof usePick>): string {
  return ground in appealGrounds ? pick(appealGrounds[ground as keyof typeof appealGrounds]) : ground;
}
