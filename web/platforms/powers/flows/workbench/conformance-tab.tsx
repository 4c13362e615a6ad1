import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { deviationKinds, type FlowAnalysis } from '#contract/powers/flows';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink, countText } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import type { FlowSearch } from '../flow-search.ts';
import { percentText } from '../span-text.ts';
import { useStepName } from '../use-step-name.ts';
import { chosenOf } from './variants-tab.tsx';

interface Props {
  code: string;
  search: FlowSearch;
  analysis: FlowAnalysis;
}
type Row = FlowAnalysis['conformance']['deviations'][number];

/** How far the cases follow the flow, and where they do not. */
export function ConformanceTab({ code, search, analysis }: Props) {
  const { t } = useTranslation('powers-flows');
  const { conformance, analysed } = analysis;
  const columns = useColumns({ code, search, analysis });
  if (analysed === 0) return <EmptyState title={t('real.none')} />;
  const figures: [label: string, value: string][] = [
    [t('list.fitness'), percentText(conformance.fitness)],
    [
      t('conformance.fitting'),
      `${countText(conformance.fitting)} (${percentText(conformance.fitting / analysed)})`,
    ],
    [t('conformance.missing'), `${countText(conformance.missing)} / ${countText(conformance.consumed)}`],
  ];
  return (
    <div className="wb-stack">
      <Section title={t('conformance.title')}>
        <dl className="wb-figures">
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="wb-quiet">{t('conformance.measure')}</p>
      </Section>
      <Section title={t('conformance.deviations')}>
        {conformance.deviations.length === 0 ? (
          <EmptyState title={t('conformance.none')} />
        ) : (
          <ListTable<Row>
            rows={conformance.deviations}
            label={t('conformance.deviations')}
            rowKey={({ kind, step }) => `${kind} ${step}`}
            columns={columns}
            card={(row) => <Card row={row} code={code} search={search} analysis={analysis} />}
          />
        )}
      </Section>
    </div>
  );
}

function Count({ row, code, search, analysis }: { row: Row } & Props) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const nameOf = useStepName(analysis);
  return (
    <CountLink
      to="/workbench/powers/flow/$code/cases"
      params={{ code } as never}
      search={{ ...chosenOf(search), deviation: row.kind, step: row.step }}
      count={row.cases}
      label={t('variants.deviation', { kind: pick(deviationKinds[row.kind]), step: nameOf(row.step) })}
    />
  );
}

function Card(props: { row: Row } & Props) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const nameOf = useStepName(props.analysis);
  return (
    <article className="wb-card">
      <strong>{pick(deviationKinds[props.row.kind])}</strong>
      <div>{nameOf(props.row.step)}</div>
      <div>
        {t('list.cases')} <Count {...props} />
      </div>
    </article>
  );
}

function useColumns(props: Props): TableColumnsType<Row> {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const nameOf = useStepName(props.analysis);
  return [
    { key: 'kind', title: t('conformance.kind'), render: (_, row) => pick(deviationKinds[row.kind]) },
    { key: 'step', title: t('step.name'), render: (_, row) => nameOf(row.step) },
    {
      key: 'cases',
      title: t('list.cases'),
      align: 'right',
      width: 110,
      render: (_, row) => <Count row={row} {...props} />,
    },
    {
      key: 'times',
      title: t('real.times'),
      align: 'right',
      width: 110,
      render: (_, row) => countText(row.times),
    },
  ];
}
