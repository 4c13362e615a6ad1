import { useTranslation } from 'react-i18next';
import type { Analysis, OrganRow } from '#contract/hotline/analysis';
import { usePick } from '../../../../i18n/language.ts';
import { percentText } from '../../../../ui/shares.ts';
import tags from '../../../../ui/tag.module.css';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';

/** Organs by how many of what they ended was in time; those with few are marked and stand last, unranked. */
export function OrganRanking({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  const { organs, rules } = analysis;
  return (
    <>
      <ScrollTable<OrganRow>
        label={t('organs.title')}
        rowKey={({ code }) => code}
        dataSource={organs.slice(0, 40)}
        columns={[
          { key: 'rank', title: t('organs.rank'), align: 'end', render: (_, { rank }) => rank ?? '—' },
          { key: 'name', title: t('organs.name'), width: 240, render: (_, row) => pick(row.name) },
          { key: 'ended', title: t('organs.ended'), align: 'end', dataIndex: 'ended' },
          { key: 'onTime', title: t('organs.onTime'), align: 'end', dataIndex: 'onTime' },
          { key: 'rate', title: t('organs.rate'), align: 'end', render: (_, { rate }) => percentText(rate) },
          {
            key: 'interval',
            title: t('organs.interval'),
            render: (_, { low, high }) => (low === null ? '—' : `${percentText(low)} – ${percentText(high)}`),
          },
          { key: 'open', title: t('organs.open'), align: 'end', dataIndex: 'open' },
          {
            key: 'small',
            title: t('organs.mark'),
            render: (_, { small }) => small && <span className={tags.tag}>{t('organs.small')}</span>,
          },
        ]}
      />
      <p className="wb-quiet">{t('organs.method', { few: rules.fewCases })}</p>
    </>
  );
}
