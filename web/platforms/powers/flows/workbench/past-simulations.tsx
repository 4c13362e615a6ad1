import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

/** Flows that were tried before, the newest first. */
export function PastSimulations({ code }: { code: string }) {
  const { t } = useTranslation('powers-flows');
  const query = useEndpoint(flowsApi.listSimulations, { params: { code }, query: { pageSize: 10 } });
  return (
    <Section title={t('past.title')}>
      <QueryView query={query}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className="wb-quiet">{t('past.none')}</p>
          ) : (
            <>
              <ul className="wb-list">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Link
                      to="/workbench/powers/flow/$code/simulations/$id"
                      params={{ code, id: String(row.id) }}
                    >
                      {t('simulation.nth', { id: row.id })}
                    </Link>
                    <span>{row.note}</span>
                    <span className="wb-quiet">
                      {row.madeBy} · <TimeText at={row.madeAt} /> ·{' '}
                      {t('past.counts', {
                        told: row.told,
                        late: row.late.after,
                        irregular: row.irregular.after,
                      })}
                    </span>
                  </li>
                ))}
              </ul>
              {total > rows.length && <p className="wb-quiet">{t('past.newest', { count: rows.length })}</p>}
            </>
          )
        }
      </QueryView>
    </Section>
  );
}
