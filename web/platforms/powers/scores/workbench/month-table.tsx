import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CalculationView } from '#contract/powers/scores';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { GradeTag, PublicationTag } from './score-tags.tsx';

type Month = CalculationView['monthly'][number];

/** The months that a longer period is the mean of. */
export function MonthTable({ score }: { score: CalculationView }) {
  const { t } = useTranslation('powers-scores');
  return (
    <Section title={t('monthly')}>
      <ScrollTable<Month>
        label={t('monthly')}
        rowKey={(row) => row.month}
        dataSource={score.monthly}
        columns={[
          {
            key: 'month',
            title: t('monthTitle'),
            render: (_, row) => (
              <Link
                to="/workbench/powers/scores/$organ"
                params={{ organ: score.organ }}
                search={{ period: row.month }}
              >
                {row.month}
              </Link>
            ),
          },
          { key: 'total', title: t('score'), align: 'right', render: (_, row) => row.total },
          { key: 'grade', title: t('grade'), render: (_, row) => <GradeTag grade={row.grade} /> },
          { key: 'volume', title: t('volume'), align: 'right', render: (_, row) => row.volume },
          {
            key: 'version',
            title: t('version'),
            render: (_, row) => t('versionOf', { version: row.version }),
          },
          {
            key: 'publication',
            title: t('publicationTitle'),
            render: (_, row) => <PublicationTag publication={row.publication} />,
          },
        ]}
      />
    </Section>
  );
}
