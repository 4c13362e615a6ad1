import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { guideApi } from '#contract/services/guide';
import { type ResponseOf, useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { GuideSearch } from './guide-search.tsx';
import styles from './home-page.module.css';
import { useKeptRegion } from './kept-region.ts';
import { RegionBar } from './region-bar.tsx';
import { ResultRow } from './result-row.tsx';
import lists from './result-page.module.css';

type Home = ResponseOf<typeof guideApi.home>;
interface Part {
  home: Home;
  region: string | undefined;
}

function LifeEvents({ home, region }: Part) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  return (
    <section className={styles.part}>
      <h2>{t('home.events')}</h2>
      {(['natural', 'legal'] as const).map((audience) => (
        <div key={audience}>
          <h3>{t(`home.${audience}`)}</h3>
          <ul className={styles.events}>
            {home.events
              .filter((event) => event.audience === audience)
              .map(({ code, name, about, count }) => (
                <li key={code}>
                  <Link to="/services/guide/items" search={{ event: code, region }}>
                    {pick(name)}
                  </Link>
                  <span>{pick(about)}</span>
                  <span className={styles.count}>{t('home.eventItems', { count })}</span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Organs({ home, region }: Part) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  return (
    <section className={styles.part}>
      <h2>{t('home.organs')}</h2>
      {home.organs.length === 0 && <p className={styles.quiet}>{t('home.noOrgans')}</p>}
      <ul className={styles.organs}>
        {home.organs.map(({ code, name, count }) => (
          <li key={code}>
            <Link to="/services/guide/items" search={{ organ: code, region }}>
              {pick(name)}
            </Link>{' '}
            <span className={styles.count}>{t('home.eventItems', { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Popular({ home, region }: Part) {
  const { t } = useTranslation('services-guide');
  return (
    <section className={styles.part}>
      <h2>{t('home.popular')}</h2>
      <ul className={lists.list}>
        {home.popular.map((row) => (
          <ResultRow key={row.base} row={row} />
        ))}
      </ul>
      <p className={styles.all}>
        <Link to="/services/guide/items" search={{ region }}>
          {t('home.all', { count: home.items })}
        </Link>
      </p>
    </section>
  );
}

/** The first page of the guide: search, place, life events, organs, what is asked for most. */
export default function GuideHomePage() {
  const { t } = useTranslation('services-guide');
  const [region, keep] = useKeptRegion();
  const query = useEndpoint(guideApi.home, { query: { region } }, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <GuideSearch region={region} onRegion={keep} />
      <RegionBar region={region} onRegion={keep} />
      <QueryView query={query}>
        {(home) => (
          <>
            <LifeEvents home={home} region={region} />
            <div className={styles.columns}>
              <Popular home={home} region={region} />
              <Organs home={home} region={region} />
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}
