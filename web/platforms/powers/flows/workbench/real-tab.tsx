import { Slider, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlowAnalysis, type FlowEdgeSeen, flowsApi, type StepSeen } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { countText } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { BpmnView } from '../bpmn-view.tsx';
import styles from '../flows.module.css';
import { frequentWays } from '../graph-layout.ts';
import { SeenGraphView } from '../seen-graph.tsx';
import { percentText, useSpanText } from '../span-text.ts';
import { useStepName } from '../use-step-name.ts';
import type { ItemVersion } from '../item-version.ts';

interface Props {
  code: string;
  item: ItemVersion;
  analysis: FlowAnalysis;
}

/** Prescribed and real side by side, then where cases wait. */
export function RealTab({ code, item, analysis }: Props) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const { language } = useLanguage();
  const [percent, setPercent] = useState(5);
  const drawn = useEndpoint(flowsApi.getBpmn, {
    params: { code: item.code },
    // As what is real is drawn.
    query: { version: item.version, language, direction: 'down' },
  });
  const ways = useMemo(() => frequentWays(analysis.edges, percent / 100), [analysis, percent]);
  if (analysis.analysed === 0)
    return <EmptyState title={t('real.none')} hint={t('real.noneHint', { code })} />;
  return (
    <div className="wb-stack">
      <div className={styles.sides}>
        <Section title={t('real.prescribed', { version: item.flow.version })}>
          <QueryView query={drawn}>
            {({ xml }) => <BpmnView xml={xml} label={t('bpmn.label', { item: pick(item.name) })} />}
          </QueryView>
        </Section>
        <Section title={t('real.graph')}>
          <div className={`${styles.choice} no-print`}>
            <span id="flow-ways">{t('real.ways', { shown: ways.length, all: analysis.edges.length })}</span>
            <Slider
              style={{ width: 160, margin: '0 8px' }}
              min={0}
              max={50}
              value={percent}
              onChange={setPercent}
              ariaLabelledByForHandle="flow-ways"
              tooltip={{ formatter: (value) => t('real.atLeast', { percent: value }) }}
            />
          </div>
          <SeenGraphView analysis={analysis} ways={ways} />
        </Section>
      </div>
      <Section title={t('real.slow')}>
        <p className="wb-quiet">{t('real.slowHint')}</p>
        <SlowSteps analysis={analysis} />
      </Section>
      <Section title={t('real.table')}>
        <Ways analysis={analysis} ways={ways} />
      </Section>
    </div>
  );
}

function SlowSteps({ analysis }: { analysis: FlowAnalysis }) {
  const { t } = useTranslation('powers-flows');
  const write = useSpanText();
  const nameOf = useStepName(analysis);
  const columns: TableColumnsType<StepSeen> = [
    { key: 'step', title: t('step.name'), render: (_, row) => nameOf(row.step) },
    { key: 'cases', title: t('list.cases'), align: 'right', render: (_, row) => countText(row.cases) },
    { key: 'times', title: t('real.times'), align: 'right', render: (_, row) => countText(row.times) },
    { key: 'median', title: t('span.median'), align: 'right', render: (_, row) => write(row.median) },
    { key: 'p90', title: t('span.p90'), align: 'right', render: (_, row) => write(row.p90) },
    {
      key: 'waiting',
      title: t('real.waiting'),
      render: (_, row) => (
        <>
          <span
            className={styles.bar}
            style={{ width: `${Math.round(row.waiting * 120)}px` }}
            aria-hidden="true"
          />{' '}
          {percentText(row.waiting)}
        </>
      ),
    },
  ];
  return (
    <ScrollTable<StepSeen>
      label={t('real.slowTable')}
      rowKey={(row) => row.step}
      columns={columns}
      dataSource={analysis.steps}
    />
  );
}

function Ways({ analysis, ways }: { analysis: FlowAnalysis; ways: FlowEdgeSeen[] }) {
  const { t } = useTranslation('powers-flows');
  const write = useSpanText();
  const nameOf = useStepName(analysis);
  const columns: TableColumnsType<FlowEdgeSeen> = [
    {
      key: 'from',
      title: t('real.from'),
      render: (_, { from }) => (from === null ? t('graph.opening') : nameOf(from)),
    },
    { key: 'to', title: t('real.to'), render: (_, { to }) => (to === null ? t('graph.end') : nameOf(to)) },
    { key: 'times', title: t('real.times'), align: 'right', render: (_, row) => countText(row.times) },
    { key: 'median', title: t('span.median'), align: 'right', render: (_, row) => write(row.median) },
    { key: 'p90', title: t('span.p90'), align: 'right', render: (_, row) => write(row.p90) },
  ];
  return (
    <ScrollTable<FlowEdgeSeen>
      label={t('real.waysTable')}
      rowKey={(row) => `${row.from}→${row.to}`}
      columns={columns}
      dataSource={ways}
    />
  );
}
