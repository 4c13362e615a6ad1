import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisApi, type PublicFigures } from '#contract/hotline/analysis';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { countText } from '../../../../ui/count-link.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import table from '../../../../ui/plain-table.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import styles from './figures.module.css';

const route = getRouteApi('/portal/hotline/figures');

interface Row {
  key: string;
  name: string;
  count: number | null;
}

function FigureTable({ title, rows, least }: { title: string; rows: Row[]; least: number }) {
  const { t } = useTranslation('hotline-analysis');
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <table className={table.table} aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{t('public.name')}</th>
            <th scope="col">{t('received')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, count }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{count === null ? t('public.hidden', { least }) : countText(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figures({ figures }: { figures: PublicFigures }) {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  const { topics, places, least, total } = figures;
  if (total === 0) return <EmptyState title={t('public.none')} hint={t('public.noneHint')} />;
  return (
    <>
      <p className={styles.total} role="status">
        {total === null ? t('public.hidden', { least }) : t('public.total', { count: total })}
      </p>
      <div className={styles.columns}>
        <FigureTable
          title={t('topics.title')}
          least={least}
          rows={topics.map(({ code, name, count }) => ({ key: code, name: pick(name), count }))}
        />
        <FigureTable
          title={t('places.title')}
          least={least}
          rows={places.map(({ region, name, kind, count }) => ({
            key: region,
            name: kind === 'residual' ? t('places.residual', { name: pick(name) }) : pick(name),
            count,
          }))}
        />
      </div>
      <p className={styles.soft}>{t('public.method', { least })}</p>
      <p className={styles.soft}>{pick(figures.basis)}</p>
    </>
  );
}

/** A month of the hotline for everybody; numbers that could tell a person are left out, and it says so. */
export default function HotlineFiguresPage() {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  const id = useId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(analysisApi.getFigures, { query: search }, { keepPrevious: true });
  return (
    <QueryView query={query}>
      {(figures) => (
        <>
          <PageHeader
            title={t('public.title')}
            sub={t('public.sub', { place: pick(figures.name), month: figures.month })}
            marks={figures.demonstration && <DemoBadge />}
            actions={<Link to="/hotline/knowledge">{t('public.knowledge')}</Link>}
          />
          <div className={styles.month}>
            <label htmlFor={id}>{t('public.month')}</label>
            <Select
              id={id}
              value={figures.month}
              options={figures.months.map((value) => ({ value, label: value }))}
              onChange={(month: string) => void navigate({ search: { month } })}
            />
          </div>
          <Figures figures={figures} />
        </>
      )}
    </QueryView>
  );
}
