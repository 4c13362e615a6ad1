import { Grid, Pagination, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Deviation, deviationKinds, type FlowAnalysis, type FlowVariant } from '#contract/powers/flows';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import type { FlowSearch } from '../flow-search.ts';
import styles from '../flows.module.css';
import { percentText, useSpanText } from '../span-text.ts';
import { useStepName } from '../use-step-name.ts';

interface Props {
  code: string;
  search: FlowSearch;
  analysis: FlowAnalysis;
}

/** Variants on one page of the list. */
const atOnce = 25;

/** The filter of the lists that figures open: the same cases, judged alike. */
export const chosenOf = ({ version, openedFrom, openedTo }: FlowSearch): Record<string, unknown> => ({
  ...(version !== undefined && { version }),
  ...(openedFrom !== undefined && { openedFrom }),
  ...(openedTo !== undefined && { openedTo }),
});

/** The ways in which cases are really done, the most frequent first. */
export function VariantsTab(props: Props) {
  const { t } = useTranslation('powers-flows');
  const { analysis } = props;
  const narrow = !Grid.useBreakpoint().md;
  const columns = useColumns(props);
  const [page, setPage] = useState(1);
  const rows = analysis.variants.slice((page - 1) * atOnce, page * atOnce);
  if (analysis.variants.length === 0) return <EmptyState title={t('real.none')} />;
  return (
    <Section title={t('variants.title', { count: analysis.variantCount })}>
      {analysis.variants.length < analysis.variantCount && (
        <p className="wb-quiet">{t('variants.most', { count: analysis.variants.length })}</p>
      )}
      {narrow ? (
        <ul className="wb-cards" aria-label={t('tabs.variants')}>
          {rows.map((row) => (
            <li key={row.id}>
              <VariantCard row={row} {...props} />
            </li>
          ))}
        </ul>
      ) : (
        <Table<FlowVariant>
          className="wb-table wb-table-top"
          size="small"
          aria-label={t('tabs.variants')}
          rowKey={(row) => row.id}
          columns={columns}
          dataSource={rows}
          pagination={false}
        />
      )}
      <Pagination
        className="wb-pages no-print"
        current={page}
        pageSize={atOnce}
        total={analysis.variants.length}
        simple={narrow}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </Section>
  );
}

function VariantCount({ row, code, search }: { row: FlowVariant } & Props) {
  const { t } = useTranslation('powers-flows');
  return (
    <CountLink
      to="/workbench/powers/flow/$code/cases"
      params={{ code } as never}
      search={{ ...chosenOf(search), variant: row.id }}
      count={row.cases}
      label={t('list.cases')}
    />
  );
}

function VariantCard(props: { row: FlowVariant } & Props) {
  const { t } = useTranslation('powers-flows');
  const write = useSpanText();
  const { row } = props;
  return (
    <article className="wb-card">
      <div>
        {t('list.cases')} <VariantCount {...props} /> · {percentText(row.share)} · {t('span.median')}{' '}
        {write(row.median)}
      </div>
      <StepSequence {...props} />
      <Deviations {...props} />
    </article>
  );
}

function StepSequence({ row, analysis }: { row: FlowVariant } & Props) {
  const { t } = useTranslation('powers-flows');
  const nameOf = useStepName(analysis);
  if (row.steps.length === 0) return <span className="wb-quiet">{t('variants.noStep')}</span>;
  return (
    <ol className={styles.steps}>
      {row.steps.map((step, n) => (
        <li key={`${n} ${step}`}>{nameOf(step)}</li>
      ))}
    </ol>
  );
}

function Deviations({ row, analysis }: { row: FlowVariant } & Props) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const nameOf = useStepName(analysis);
  if (row.deviations.length === 0) return <span className="wb-good">{t('variants.fits')}</span>;
  return (
    <ul className="wb-tags" style={{ padding: 0, listStyle: 'none' }}>
      {row.deviations.map(({ kind, step }: Deviation) => (
        <li key={`${kind} ${step}`}>
          <Tag style={{ whiteSpace: 'normal' }}>
            {t('variants.deviation', { kind: pick(deviationKinds[kind]), step: nameOf(step) })}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

function useColumns(props: Props): TableColumnsType<FlowVariant> {
  const { t } = useTranslation('powers-flows');
  const write = useSpanText();
  return [
    {
      key: 'cases',
      title: t('list.cases'),
      width: 80,
      align: 'right',
      render: (_, row) => <VariantCount row={row} {...props} />,
    },
    {
      key: 'share',
      title: t('variants.share'),
      width: 80,
      align: 'right',
      render: (_, row) => percentText(row.share),
    },
    {
      key: 'median',
      title: t('span.median'),
      width: 100,
      align: 'right',
      render: (_, row) => write(row.median),
    },
    { key: 'p90', title: t('span.p90'), width: 100, align: 'right', render: (_, row) => write(row.p90) },
    { key: 'steps', title: t('variants.steps'), render: (_, row) => <StepSequence row={row} {...props} /> },
    {
      key: 'deviations',
      title: t('variants.deviations'),
      width: 260,
      render: (_, row) => <Deviations row={row} {...props} />,
    },
  ];
}
