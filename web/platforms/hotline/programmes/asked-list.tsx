import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AskedQuestion, type QuestionStanding, questionStandings } from '#contract/hotline/programmes';
import { usePick } from '../../../i18n/language.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import tables from '../../../ui/plain-table.module.css';
import tags from '../../../ui/tag.module.css';
import { TimeText } from '../../../ui/time-text.tsx';
import tickets from '../tickets/tickets.module.css';
import { Pager } from '../../../ui/pager.tsx';

export interface AskedSearch {
  page?: number;
  standing?: QuestionStanding[];
}

/** Narrows the questions by what became of them. */
export function StandingFilter({
  search,
  change,
}: {
  search: AskedSearch;
  change: (patch: AskedSearch) => void;
}) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  return (
    <Select
      mode="multiple"
      allowClear
      aria-label={t('asked.standing')}
      placeholder={t('asked.all')}
      style={{ width: '100%', maxWidth: 420 }}
      value={search.standing ?? []}
      onChange={(standing: QuestionStanding[]) =>
        change({ standing: standing.length > 0 ? standing : undefined })
      }
      options={Object.entries(questionStandings).map(([value, name]) => ({ value, label: pick(name) }))}
    />
  );
}

/** Questions over episodes, each with the episode in which it was asked; `under`: where episodes lie. */
export function AskedList(props: {
  rows: readonly AskedQuestion[];
  total: number;
  page: number;
  pageSize: number;
  under: string;
  onPage: (page: number) => void;
}) {
  const { rows, total, page, pageSize, under, onPage } = props;
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  if (total === 0) return <EmptyState title={t('asked.empty')} />;
  return (
    <section
      className={tickets.panel}
      style={{ overflowX: 'auto' }}
      tabIndex={0}
      aria-label={t('asked.title')}
    >
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('asked.question')}</th>
            <th scope="col">{t('list.episode')}</th>
            <th scope="col">{t('list.airs')}</th>
            <th scope="col">{t('asked.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ episode, n, title, standing }) => (
            <tr key={`${episode.id} ${n}`}>
              <th scope="row" style={{ whiteSpace: 'normal' }}>
                {title}
              </th>
              <td>
                <Link to={`${under}/${episode.id}` as never}>
                  {pick(episode.series.name)} {episode.number}
                </Link>
              </td>
              <td>
                <TimeText at={episode.airsAt} form="day" />
              </td>
              <td>
                <span className={`${tags.tag} ${standing === 'solved' ? tags.good : ''}`}>
                  {pick(questionStandings[standing])}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager of={{ page, pageSize, total }} onPage={onPage} />
    </section>
  );
}
