import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '#contract/cases';
import { platformNames } from '#contract/catalogue';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DueText } from '../ui/due-text.tsx';
import { Facts } from '../ui/facts.tsx';

/** Where a case belongs, when it came and ends, and how the applicant looks it up. */
export function CaseFacts({ one }: { one: CaseDetail }) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  const platform = platformNames[one.platform as keyof typeof platformNames];
  return (
    <Facts
      facts={[
        {
          label: t('list.item'),
          wide: true,
          value: (
            <Link to="/workbench/catalogue/$code" params={{ code: one.item }}>
              {pick(one.itemName)}
            </Link>
          ),
        },
        {
          label: t('list.organ'),
          value: (
            <Link to="/workbench/cases" search={{ organ: one.organ }}>
              {pick(one.organName)}
            </Link>
          ),
        },
        { label: t('list.place'), value: pick(one.regionName) },
        { label: t('list.opened'), value: <TimeText at={one.openedAt} /> },
        { label: t('list.due'), value: <DueText at={one.dueAt} late={one.late} /> },
        one.closedAt !== null && { label: t('list.closed'), value: <TimeText at={one.closedAt} /> },
        one.reopened !== null && {
          label: t('page.reopened'),
          value: (
            <>
              {t('page.times', { count: one.reopened.times })}
              {' · '}
              <TimeText at={one.reopened.at} />
            </>
          ),
        },
        { label: t('page.last'), value: <TimeText at={one.lastAt} /> },
        { label: t('list.platform'), value: platform ? pick(platform) : one.platform },
        {
          label: t('list.source'),
          value: (
            <Link to="/workbench/cases" search={{ source: one.source }}>
              {one.source}
            </Link>
          ),
        },
        {
          label: t('page.receipt'),
          wide: true,
          value: (
            <>
              <Link to="/progress/$receipt" params={{ receipt: one.receipt }} className="wb-number">
                {one.receipt}
              </Link>
              <CopyButton text={one.receipt} what={t('page.receipt')} />
            </>
          ),
        },
      ]}
    />
  );
}
