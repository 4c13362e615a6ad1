import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { CaseList } from './case-list.tsx';

const route = getRouteApi('/workbench/powers/flow/$code/simulations/$id/cases');

/** The cases behind a count of a simulation. */
export default function SimulationCasesPage() {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const { code, id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const params = { code, id: Number(id) };
  const query = useEndpoint(flowsApi.listSimulationCases, { params, query: search }, { keepPrevious: true });
  const tried = useEndpoint(flowsApi.getSimulation, { params });
  const effect = tried.data?.effects.find(({ rule }) => rule === search.rule);
  const named = effect ? pick(effect.title) : t(`simulation.${search.kind ?? 'any'}`);
  const title = `${named} · ${t(`simulation.${search.counted ?? 'after'}`)}`;
  const item = `/workbench/powers/flow/${encodeURIComponent(code)}`;
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[
          { title: t('list.title'), to: '/workbench/powers/flows' },
          { title: tried.data ? pick(tried.data.name) : code, to: item },
          { title: t('simulation.nth', { id }), to: `${item}/simulations/${id}` },
          { title },
        ]}
      />
      <CaseList
        query={query}
        label={title}
        onPage={(page, pageSize) => void navigate({ search: (now) => ({ ...now, page, pageSize }) })}
      />
    </>
  );
}
