import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { programmesApi } from '#contract/hotline/programmes';
import { useEndpoint } from '../../../../api.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { AskedList, type AskedSearch, StandingFilter } from '../asked-list.tsx';

/** What was asked on air, within reach: the list behind the figures of the programmes. */
export default function QuestionListPage() {
  const { t } = useTranslation('hotline-programmes');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as AskedSearch;
  const query = useEndpoint(programmesApi.listQuestions, { query: search }, { keepPrevious: true });
  const change = (patch: AskedSearch) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  return (
    <>
      <PageHeader
        title={t('asked.title')}
        sub={t('asked.sub')}
        crumbs={[
          { title: t('list.title'), to: '/workbench/hotline/programmes' },
          { title: t('asked.title') },
        ]}
      />
      <StandingFilter search={search} change={change} />
      <QueryView query={query}>
        {(found) => (
          <AskedList {...found} under="/workbench/hotline/programmes" onPage={(page) => change({ page })} />
        )}
      </QueryView>
    </>
  );
}
