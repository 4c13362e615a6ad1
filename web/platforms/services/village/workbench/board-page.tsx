import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageApi } from '#contract/services/village';
import { province } from '#contract/province';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useMe } from '../../../../session/session.ts';
import styles from '../portal/place-page.module.css';
import { RatesTable } from '../rates-table.tsx';

const route = getRouteApi('/workbench/services/village/board');

/** Disclosure by place with drill-down; every number opens the duties that it counts. */
export default function BoardPage() {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const region = search.region ?? me?.grants[0]?.region ?? province;
  const query = useEndpoint(
    villageApi.getVillagePlace,
    { params: { region }, query: { year: search.year } },
    { keepPrevious: true },
  );
  const year = search.year ?? query.data?.years[0];
  return (
    <>
      <PageHeader title={t('board.title')} sub={t('board.sub')} />
      <div className={`${styles.choice} ${styles.above} no-print`}>
        <RegionCascader
          value={region}
          placeholder={t('place.choose')}
          style={{ width: 260 }}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, region: chosen ?? province }) })}
        />
        {query.data && query.data.years.length > 0 && (
          <Select
            aria-label={t('place.year')}
            style={{ minWidth: 96 }}
            value={year}
            options={query.data.years.map((value) => ({ value, label: String(value) }))}
            onChange={(chosen) => void navigate({ search: (now) => ({ ...now, year: chosen }) })}
          />
        )}
      </div>
      <QueryView query={query}>
        {(place) =>
          place.whole.villages === 0 ? (
            <EmptyState title={t('place.none')} hint={t('place.noneHint')} />
          ) : (
            <Section title={pick(place.whole.regionName)}>
              <RatesTable
                rows={place.below}
                whole={place.whole}
                label={t('place.rates')}
                place={(row) => (
                  <Link to="/workbench/services/village/board" search={{ ...search, region: row.region }}>
                    {pick(row.regionName)}
                  </Link>
                )}
                number={(row, { standing, unanswered }, count, name) => (
                  <CountLink
                    to="/workbench/services/village/duties"
                    search={{
                      region: row.region,
                      ...(standing && { standing }),
                      ...(unanswered && { unanswered: 'true' }),
                      ...(year && { year }),
                    }}
                    count={count}
                    label={name}
                  />
                )}
              />
            </Section>
          )
        }
      </QueryView>
    </>
  );
}
