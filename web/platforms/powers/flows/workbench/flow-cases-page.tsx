import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deviationKinds, flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { CaseList } from './case-list.tsx';

const route = getRouteApi('/workbench/powers/flow/$code/cases');

/** The cases of a variant, or with a deviation. */
export default function FlowCasesPage() {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const { code } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    flowsApi.listFlowCases,
    { params: { code }, query: search },
    { keepPrevious: true },
  );
  const { deviation, step, variant } = search;
  const what = deviation
    ? t('cases.deviation', { kind: pick(deviationKinds[deviation]), step: step ?? '' })
    : t(variant ? 'cases.variant' : 'cases.all');
  return (
    <>
      <PageHeader
        title={what}
        crumbs={[
          { title: t('list.title'), to: '/workbench/powers/flows' },
          { title: code, to: `/workbench/powers/flow/${encodeURIComponent(code)}` },
          { title: what },
        ]}
      />
      <CaseList
        query={query}
        label={what}
        onPage={(page, pageSize) => void navigate({ search: (now) => ({ ...now, page, pageSize }) })}
      />
    </>
  );
}
