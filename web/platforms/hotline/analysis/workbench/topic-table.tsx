import { RiseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Analysis, Topic } from '#contract/hotline/analysis';
import { usePick } from '../../../../i18n/language.ts';
import tags from '../../../../ui/tag.module.css';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';

const shown = 15;

/** Topics with the most, each beside what was expected; a rise is said in words. */
export function TopicTable({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  const { topics, rules } = analysis;
  return (
    <>
      <ScrollTable<Topic>
        label={t('topics.title')}
        rowKey={({ code }) => code}
        dataSource={topics.slice(0, shown)}
        columns={[
          { key: 'name', title: t('topics.name'), width: 220, render: (_, row) => pick(row.name) },
          { key: 'count', title: t('topics.count'), align: 'end', dataIndex: 'count' },
          {
            key: 'expected',
            title: t('topics.expected'),
            align: 'end',
            render: (_, { expected }) => expected.toFixed(1),
          },
          {
            key: 'season',
            title: t('topics.season'),
            align: 'end',
            render: (_, { season, seasonYears }) => (seasonYears > 0 ? season.toFixed(2) : '—'),
          },
          {
            key: 'ratio',
            title: t('topics.ratio'),
            align: 'end',
            render: (_, { ratio }) => ratio.toFixed(2),
          },
          {
            key: 'rising',
            title: t('topics.change'),
            render: (_, { rising }) =>
              rising && (
                <span className={`${tags.tag} ${tags.notice}`}>
                  <RiseOutlined aria-hidden /> {t('topics.rising')}
                </span>
              ),
          },
          { key: 'closed', title: t('topics.closed'), align: 'end', dataIndex: 'closed' },
          { key: 'late', title: t('topics.late'), align: 'end', dataIndex: 'late' },
        ]}
      />
      <p className="wb-quiet">
        {topics.length > shown && `${t('topics.more', { count: topics.length - shown })} `}
        {t('topics.method', {
          periods: rules.periods,
          smoothing: rules.smoothing,
          least: rules.rising.least,
          ratio: rules.rising.ratio,
          deviations: rules.rising.deviations,
          years: rules.season.years,
          leastSeason: rules.season.least,
        })}
      </p>
    </>
  );
}
