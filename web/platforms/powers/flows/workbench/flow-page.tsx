import { getRouteApi } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { type FlowAnalysis, flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { DateRange } from '../../../../workbench/ui/date-range.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { type FlowSearch, type FlowTab, flowTabs } from '../flow-search.ts';
import type { ItemVersion } from '../item-version.ts';
import { ConformanceTab } from './conformance-tab.tsx';
import { PrescribedTab } from './prescribed-tab.tsx';
import { RealTab } from './real-tab.tsx';
import { RedesignTab } from './redesign-tab.tsx';
import { VariantsTab } from './variants-tab.tsx';

const route = getRouteApi('/workbench/powers/flow/$code');

/** One item: how it is prescribed, how it is really done, and what another flow would mean. */
export default function FlowPage() {
  const { t } = useTranslation('powers-flows');
  const { code } = route.useParams();
  const { version, openedFrom, openedTo } = route.useSearch();
  const sees = useMay()('statistics.read');
  const analysis = useEndpoint(
    flowsApi.getFlow,
    { params: { code }, query: { version, openedFrom, openedTo } },
    { enabled: sees, keepPrevious: true },
  );
  // A base code stands for all items that share it; the one of the highest level is shown.
  const shown = analysis.data?.code ?? code;
  const item = useEndpoint(
    catalogueApi.getItem,
    { params: { code: shown }, query: { version } },
    { enabled: !sees || analysis.data !== undefined },
  );
  const list = { title: t('list.title'), to: sees ? '/workbench/powers/flows' : '/workbench/catalogue' };
  if (sees && !analysis.data)
    return (
      <PageQuery query={analysis} title={code} list={list}>
        {() => null}
      </PageQuery>
    );
  return (
    <PageQuery query={item} title={code} list={list}>
      {(found) => <FlowView code={code} item={found} analysis={analysis.data ?? null} list={list} />}
    </PageQuery>
  );
}

interface ViewProps {
  code: string;
  item: ItemVersion;
  /** Null for those who see no cases. */
  analysis: FlowAnalysis | null;
  list: { title: string; to: string };
}

function FlowView({ code, item, analysis, list }: ViewProps) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tabs = flowTabs.filter((tab) => analysis !== null || tab === 'prescribed' || tab === 'redesign');
  const tab: FlowTab = tabs.find((one) => one === search.tab) ?? 'prescribed';
  const change = (patch: FlowSearch) => void navigate({ search: (now) => ({ ...now, ...patch }) });
  const counts: Partial<Record<FlowTab, number>> = analysis
    ? { variants: analysis.variantCount, conformance: analysis.conformance.deviations.length }
    : {};
  return (
    <>
      <PageHeader
        title={pick(item.name)}
        sub={`${code} · ${pick(item.organName)}${
          analysis && analysis.organs > 1 ? ` · ${t('list.organs', { count: analysis.organs })}` : ''
        }`}
        crumbs={[list, { title: pick(item.name) }]}
      />
      {analysis && tab !== 'redesign' && <Chosen analysis={analysis} search={search} onChange={change} />}
      <CountTabs
        label={t('tabs.label')}
        current={tab}
        tabs={tabs.map((key) => ({
          key,
          label: t(`tabs.${key}`),
          ...(key in counts ? { count: counts[key] } : {}),
        }))}
        onChange={(key) => change({ tab: key as FlowTab })}
      />
      {tab === 'prescribed' && <PrescribedTab code={code} item={item} />}
      {tab === 'real' && analysis && <RealTab code={code} item={item} analysis={analysis} />}
      {tab === 'variants' && analysis && <VariantsTab code={code} search={search} analysis={analysis} />}
      {tab === 'conformance' && analysis && (
        <ConformanceTab code={code} search={search} analysis={analysis} />
      )}
      {tab === 'redesign' && <RedesignBase code={code} item={item} from={search.from} />}
    </>
  );
}

/** The flow to begin with: the item's, or one that was tried before. */
function RedesignBase({ code, item, from }: { code: string; item: ItemVersion; from: number | undefined }) {
  const query = useEndpoint(
    flowsApi.getSimulation,
    { params: { code, id: from ?? 0 } },
    { enabled: from !== undefined },
  );
  if (from === undefined) return <RedesignTab code={code} item={item} base={item} />;
  return (
    <QueryView query={query}>
      {(tried) => <RedesignTab key={tried.id} code={code} item={item} base={tried} />}
    </QueryView>
  );
}

interface ChosenProps {
  analysis: FlowAnalysis;
  search: FlowSearch;
  onChange: (patch: FlowSearch) => void;
}

/** Which cases, and by which version they are judged. */
function Chosen({ analysis, search, onChange }: ChosenProps) {
  const { t } = useTranslation('powers-flows');
  const { openedFrom, openedTo, version } = search;
  const active = [openedFrom, openedTo, version].filter((one) => one !== undefined).length;
  const { cases, analysed } = analysis;
  return (
    <>
      <FilterBar
        active={active}
        onClear={() => onChange({ openedFrom: undefined, openedTo: undefined, version: undefined })}
      >
        <FilterField label={t('chosen.opened')} wide>
          {(id) => (
            <DateRange
              id={id}
              of={t('chosen.opened')}
              from={openedFrom}
              to={openedTo}
              onChange={(from, to) => onChange({ openedFrom: from, openedTo: to })}
            />
          )}
        </FilterField>
        <FilterField label={t('chosen.version')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('chosen.own')}
              value={version}
              onChange={(chosen?: number) => onChange({ version: chosen })}
              options={analysis.versions.map((one) => ({
                value: one.version,
                label: t('chosen.versionN', { version: one.version, date: one.effectiveFrom }),
              }))}
            />
          )}
        </FilterField>
      </FilterBar>
      <p className="wb-quiet" role="status">
        {t(analysed < cases ? 'chosen.newest' : 'chosen.all', {
          cases: cases.toLocaleString('en-US'),
          analysed: analysed.toLocaleString('en-US'),
        })}
      </p>
    </>
  );
}
