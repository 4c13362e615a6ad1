import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { searchApi } from '#contract/hotline/search';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import type { TicketRow } from '#contract/hotline/ticket-parts';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import tags from '../../../ui/tag.module.css';
import { TimeText } from '../../../ui/time-text.tsx';
import { RegionCascader } from '../../../ui/region-cascader.tsx';
import { FilterBar, FilterField } from '../../../workbench/ui/filter-bar.tsx';
import { SearchInput } from '../../../workbench/ui/search-input.tsx';
import { Section } from '../../../workbench/ui/section.tsx';

const route = getRouteApi('/workbench/hotline/search');

function FoundTicket({ row }: { row: TicketRow }) {
  const pick = usePick();
  const { t } = useTranslation('hotline-search');
  return (
    <article className="wb-card">
      <strong>
        <Link to="/workbench/cases/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      </strong>{' '}
      <span className={tags.tag}>{pick(ticketStatuses[row.status])}</span>{' '}
      {row.emergency && <span className={`${tags.tag} ${tags.notice}`}>{t('emergency')}</span>}
      <div className="wb-quiet">
        {row.number} · {pick(row.categoryName)} · {pick(row.regionName)} · <TimeText at={row.openedAt} />
      </div>
    </article>
  );
}

/** Tickets by what was said in them, the newest first. */
export default function TicketSearchPage() {
  const { t } = useTranslation('hotline-search');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const typed = search.search ?? '';
  const query = useEndpoint(
    searchApi.searchTickets,
    { query: search },
    { keepPrevious: true, enabled: typed !== '' },
  );
  const change = (patch: typeof search) =>
    void navigate({ search: (now) => ({ ...now, ...patch }), resetScroll: false });
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <FilterBar
        active={[search.search, search.region].filter(Boolean).length}
        onClear={() => change({ search: undefined, region: undefined })}
      >
        <FilterField label={t('words')} wide>
          {(id) => (
            <SearchInput
              id={id}
              value={search.search}
              maxLength={80}
              placeholder={t('placeholder')}
              onChange={(words) => change({ search: words })}
            />
          )}
        </FilterField>
        <FilterField label={t('region')}>
          {(id) => (
            <RegionCascader
              id={id}
              value={search.region}
              onChange={(region) => change({ region })}
              style={{ width: '100%' }}
            />
          )}
        </FilterField>
      </FilterBar>
      {typed === '' ? (
        <EmptyState title={t('start')} hint={t('startHint')} />
      ) : (
        <QueryView query={query}>
          {({ rows, more }) =>
            rows.length === 0 ? (
              <EmptyState title={t('none')} hint={t('noneHint')} />
            ) : (
              <Section title={t(more ? 'foundMore' : 'found', { count: rows.length })}>
                <ul className="wb-cards" aria-label={t('title')}>
                  {rows.map((row) => (
                    <li key={row.id}>
                      <FoundTicket row={row} />
                    </li>
                  ))}
                </ul>
              </Section>
            )
          }
        </QueryView>
      )}
    </>
  );
}
