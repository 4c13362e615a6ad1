import { PrinterOutlined } from '@ant-design/icons';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { villageApi } from '#contract/services/village';
import { province } from '#contract/province';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { VillageStampings } from '../../../powers/seals/portal/village-stampings.tsx';
import panels from '../../../../ui/panels.module.css';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { RatesTable } from '../rates-table.tsx';
import styles from './place-page.module.css';
import { PublicMatters } from './public-matters.tsx';
import { VillageDuties } from './village-duties.tsx';

type Place = ResponseOf<typeof villageApi.getVillagePlace>;
const villageLevel = 6;

function Choice({ place, year }: { place: Place; year: number | undefined }) {
  const { t } = useTranslation('services-village');
  const navigate = useNavigate();
  const id = useId();
  const years = place.years.map((value) => ({ value, label: String(value) }));
  const go = (region: string, chosen: number | undefined) =>
    void navigate({
      to: '/services/village/$region',
      params: { region },
      search: chosen === undefined ? {} : { year: chosen },
    });
  return (
    <div className={`${styles.choice} no-print`}>
      <RegionCascader
        value={place.whole.region}
        placeholder={t('place.choose')}
        style={{ width: 260 }}
        onChange={(region) => go(region ?? province, year)}
      />
      {years.length > 0 && (
        <label htmlFor={id}>
          {t('place.year')}{' '}
          <Select
            id={id}
            style={{ minWidth: 96 }}
            value={year ?? years[0]?.value}
            options={years}
            onChange={(chosen) => go(place.whole.region, chosen)}
          />
        </label>
      )}
    </div>
  );
}

function Below({ place, year }: { place: Place; year: number | undefined }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const search = year === undefined ? {} : { year };
  return (
    <section className={panels.panel}>
      <h2>{t('place.rates')}</h2>
      <RatesTable
        rows={place.below}
        whole={place.whole}
        label={t('place.rates')}
        place={(row) => (
          <Link to="/services/village/$region" params={{ region: row.region }} search={search}>
            {pick(row.regionName)}
          </Link>
        )}
      />
    </section>
  );
}

function Content({ place, year }: { place: Place; year: number | undefined }) {
  const { t } = useTranslation('services-village');
  const stampings = place.whole.level >= villageLevel && <VillageStampings region={place.whole.region} />;
  if (place.whole.villages === 0)
    return (
      <>
        <EmptyState title={t('place.none')} hint={t('place.noneHint')} />
        {stampings}
      </>
    );
  if (place.whole.level < villageLevel) return <Below place={place} year={year} />;
  return (
    <>
      {place.duties.length === 0 ? (
        <EmptyState title={t('place.noDuties')} />
      ) : (
        <VillageDuties duties={place.duties} />
      )}
      <PublicMatters region={place.whole.region} />
      {stampings}
    </>
  );
}

/** Disclosure of a village by period and entry, or of a division by what lies below it. */
export default function PlacePage() {
  const { t } = useTranslation(['services-village', 'shell']);
  const pick = usePick();
  const { region } = useParams({ from: '/portal/services/village/$region' });
  const { year } = useSearch({ from: '/portal/services/village/$region' });
  const query = useEndpoint(
    villageApi.getVillagePlace,
    { params: { region }, query: { year } },
    { keepPrevious: true },
  );
  return (
    <QueryView query={query}>
      {(place) => (
        <div className={panels.page}>
          <PageHeader
            title={t('place.title', { place: pick(place.whole.regionName) })}
            sub={t('place.sub')}
            crumbs={place.path.map(({ code, name }) => ({
              title: pick(name),
              ...(code === region ? {} : { to: `/services/village/${code}` }),
            }))}
            actions={
              <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                {t('shell:print')}
              </Button>
            }
          />
          <Choice place={place} year={year} />
          <Content place={place} year={year} />
        </div>
      )}
    </QueryView>
  );
}
