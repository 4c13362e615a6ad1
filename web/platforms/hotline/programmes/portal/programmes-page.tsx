import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { programmesApi } from '#contract/hotline/programmes';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Pager } from '../../../../ui/pager.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import tickets from '../../tickets/tickets.module.css';
import { EpisodeTag, Figures, OrgansOnAir, publicLists } from '../parts.tsx';

type Search = Partial<z.output<NonNullable<typeof programmesApi.listPublicEpisodes.query>>>;

/** Which programmes come, and what became of what was asked in those of before. */
export default function ProgrammesPage() {
  const { t } = useTranslation(['hotline-programmes', 'hotline-tickets']);
  const pick = usePick();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const query = useEndpoint(programmesApi.listPublicEpisodes, { query: search }, { keepPrevious: true });
  const change = (patch: Search) => void navigate({ to: '.', search: { ...search, ...patch } as never });
  return (
    <Grounds>
      <div className={tickets.page}>
        <PageHeader
          title={t('portal.title')}
          sub={t('portal.sub')}
          marks={query.data?.figures.demonstration && <DemoBadge />}
          crumbs={[{ title: t('hotline-tickets:title'), to: '/hotline' }, { title: t('portal.title') }]}
        />
        <QueryView query={query}>
          {({ rows, total, page, pageSize, figures }) => (
            <>
              <Figures of={figures} lists={publicLists} />
              <Segmented
                aria-label={t('portal.when')}
                style={{ justifySelf: 'start' }}
                value={search.when ?? 'coming'}
                onChange={(when) => change({ when, page: undefined })}
                options={(['coming', 'past'] as const).map((value) => ({
                  value,
                  label: t(`portal.${value}`),
                }))}
              />
              {total === 0 && <EmptyState title={t('portal.empty')} />}
              <ul className={tickets.list} aria-label={t('portal.title')}>
                {rows.map((row) => (
                  <li key={row.id} className={tickets.panel}>
                    <div className={tickets.row}>
                      <Link to={`/hotline/programmes/${row.id}` as never}>
                        <strong>
                          {pick(row.series.name)} {row.number}
                        </strong>
                      </Link>
                      <EpisodeTag status={row.status} />
                    </div>
                    <div className={tickets.quiet}>
                      <TimeText at={row.airsAt} /> · {row.station}
                    </div>
                    <OrgansOnAir of={row.organs} />
                    {row.questions > 0 && (
                      <div>
                        <Link to={`/hotline/programmes/${row.id}` as never}>
                          {t('portal.counts', { questions: row.questions, solved: row.solved })}
                        </Link>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
              <Pager of={{ page, pageSize, total }} onPage={(next) => change({ page: next })} />
            </>
          )}
        </QueryView>
      </div>
    </Grounds>
  );
}
