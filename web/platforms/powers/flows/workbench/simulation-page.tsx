import { DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FlowSimulation, flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { CountLink, countText } from '../../../../ui/count-link.tsx';
import { useLimitText } from '../../../../ui/limit-text.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { BpmnView } from '../bpmn-view.tsx';
import { saveBpmn } from '../save-bpmn.ts';
import { StepTable } from '../step-table.tsx';
import { useDrawing } from '../use-drawing.ts';
import { SaveVersion } from './save-version.tsx';

const route = getRouteApi('/workbench/powers/flow/$code/simulations/$id');
type Effect = FlowSimulation['effects'][number];

/** A flow that was tried: what would have been late or irregular, and the flow itself. */
export default function SimulationPage() {
  const { t } = useTranslation('powers-flows');
  const { code, id } = route.useParams();
  const query = useEndpoint(flowsApi.getSimulation, { params: { code, id: Number(id) } });
  const item = `/workbench/powers/flow/${encodeURIComponent(code)}`;
  return (
    <PageQuery query={query} title={t('simulation.nth', { id })} list={{ title: code, to: item }}>
      {(tried) => <SimulationView code={code} tried={tried} />}
    </PageQuery>
  );
}

function SimulationView({ code, tried }: { code: string; tried: FlowSimulation }) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const title = t('simulation.nth', { id: tried.id });
  return (
    <>
      <PageHeader
        title={title}
        sub={tried.note}
        crumbs={[
          { title: t('list.title'), to: '/workbench/powers/flows' },
          { title: pick(tried.name), to: `/workbench/powers/flow/${encodeURIComponent(code)}` },
          { title },
        ]}
        actions={
          <Link
            to="/workbench/powers/flow/$code"
            params={{ code }}
            search={{ tab: 'redesign', from: tried.id } as never}
            className="wb-button-link"
          >
            <EditOutlined aria-hidden /> {t('simulation.goOn')}
          </Link>
        }
      />
      <div className="wb-stack">
        <Section title={t('simulation.outcome')}>
          <About tried={tried} />
          <Together code={code} tried={tried} />
          <Effects code={code} tried={tried} />
          <p className="wb-quiet">{t('simulation.method')}</p>
        </Section>
        <Drawn code={code} tried={tried} />
        <SaveVersion code={code} tried={tried} />
      </div>
    </>
  );
}

function About({ tried }: { tried: FlowSimulation }) {
  const { t } = useTranslation(['powers-flows', 'terms']);
  const write = useLimitText();
  const { promised, legal } = tried.limits;
  return (
    <Facts
      facts={[
        { label: t('simulation.made'), value: <TimeText at={tried.madeAt} /> },
        { label: t('simulation.by'), value: tried.madeBy },
        {
          label: t('simulation.told'),
          value:
            tried.told < tried.cases
              ? t('simulation.newest', { told: countText(tried.told), cases: countText(tried.cases) })
              : countText(tried.told),
        },
        (tried.openedFrom !== null || tried.openedTo !== null) && {
          label: t('chosen.opened'),
          value: `${tried.openedFrom ?? ''} – ${tried.openedTo ?? ''}`,
        },
        promised && { label: t('terms:limit.promised'), value: write(promised) },
        legal && { label: t('terms:limit.legal'), value: write(legal) },
      ]}
    />
  );
}

interface Counted {
  code: string;
  tried: FlowSimulation;
}

/** A count of cases, opened by whoever may see cases. */
function Count({
  code,
  tried,
  count,
  label,
  search,
}: Counted & { count: number; label: string; search: Record<string, unknown> }) {
  const sees = useMay()('statistics.read');
  if (!sees || count === 0) return <>{countText(count)}</>;
  return (
    <CountLink
      to="/workbench/powers/flow/$code/simulations/$id/cases"
      params={{ code, id: String(tried.id) } as never}
      search={search}
      count={count}
      label={label}
    />
  );
}

/** Cases late or irregular in any way, before and after. */
function Together({ code, tried }: Counted) {
  const { t } = useTranslation('powers-flows');
  return (
    <dl className="wb-figures">
      {(['late', 'irregular'] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`simulation.${kind}`)}</dt>
          <dd>
            {(['before', 'after'] as const).map((counted) => (
              <span key={counted}>
                {counted === 'after' && ' → '}
                <Count
                  code={code}
                  tried={tried}
                  count={tried[kind][counted]}
                  label={`${t(`simulation.${kind}`)} ${t(`simulation.${counted}`)}`}
                  search={{ kind, counted }}
                />
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const columnsOf = ['before', 'after', 'appeared', 'gone'] as const;

function Effects({ code, tried }: Counted) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const counted = (row: Effect, column: (typeof columnsOf)[number]) => (
    <Count
      code={code}
      tried={tried}
      count={row[column]}
      label={`${pick(row.title)} ${t(`simulation.${column}`)}`}
      search={{ rule: row.rule, counted: column }}
    />
  );
  if (tried.effects.length === 0) return <p>{t('simulation.nothing')}</p>;
  const columns: TableColumnsType<Effect> = [
    { key: 'rule', title: t('simulation.rule'), render: (_, row) => pick(row.title) },
    ...columnsOf.map((column) => ({
      key: column,
      title: t(`simulation.${column}`),
      align: 'right' as const,
      width: 120,
      render: (_: unknown, row: Effect) => counted(row, column),
    })),
  ];
  return (
    <ListTable<Effect>
      rows={tried.effects}
      label={t('simulation.outcome')}
      rowKey={(row) => row.rule}
      columns={columns}
      card={(row) => (
        <article className="wb-card">
          <strong>{pick(row.title)}</strong>
          {columnsOf.map((column) => (
            <div key={column}>
              {t(`simulation.${column}`)} {counted(row, column)}
            </div>
          ))}
        </article>
      )}
    />
  );
}

function Drawn({ code, tried }: Counted) {
  const { t } = useTranslation('powers-flows');
  const { language } = useLanguage();
  const drawn = useDrawing(tried.flow, tried.name, language);
  return (
    <Section
      title={t('simulation.flow')}
      extra={
        drawn.data && (
          <Button
            className="no-print"
            icon={<DownloadOutlined aria-hidden />}
            onClick={() => saveBpmn(drawn.data.xml, `${code}-${tried.id}`)}
          >
            {t('bpmn.export')}
          </Button>
        )
      }
    >
      <ProblemAlert error={drawn.error} />
      {drawn.data && <BpmnView xml={drawn.data.xml} label={t('simulation.flow')} />}
      <StepTable flow={tried.flow} />
    </Section>
  );
}
