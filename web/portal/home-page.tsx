import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstallation } from '../ui/installation.ts';
import { usePageTitle } from '../ui/page-header.tsx';
import { GuideSearch } from '../platforms/services/guide/guide-search.tsx';
import { useKeptRegion } from '../platforms/services/guide/kept-region.ts';
import styles from './home-page.module.css';
import { KindLinks } from './kind-links.tsx';
import { ProvinceFigures } from './province-figures.tsx';
import { ReceiptForm } from './receipt-form.tsx';

const mechanisms = ['record', 'clock', 'warn', 'correct'] as const;

function SampleReceipts() {
  const { t } = useTranslation('portal');
  const samples = useInstallation()?.sampleReceipts ?? [];
  if (samples.length === 0) return null;
  return (
    <div className={styles.samples}>
      <span>{t('home.samples')}</span>
      <ul>
        {samples.slice(0, 4).map((receipt) => (
          <li key={receipt}>
            <Link to="/progress/$receipt" params={{ receipt }}>
              {receipt}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The first page of the portal: look up a case, find an item, see the figures. */
export default function HomePage() {
  const { t } = useTranslation('portal');
  const [region, keep] = useKeptRegion();
  usePageTitle(t('nav.home'));
  return (
    <>
      <section className={styles.hero}>
        <div>
          <h1>{t('home.title')}</h1>
          <p className={styles.lead}>{t('home.lead')}</p>
        </div>
        <div className={styles.card}>
          <h2>{t('home.lookUp')}</h2>
          <ReceiptForm />
          <SampleReceipts />
        </div>
      </section>
      <div className={styles.columns}>
        <section className={styles.card}>
          <h2>{t('home.guideTitle')}</h2>
          <p>{t('home.guideText')}</p>
          <GuideSearch region={region} onRegion={keep} />
          <KindLinks />
          <Link to="/services/guide">{t('home.guideGo')}</Link>
        </section>
        <section className={styles.card}>
          <h2>{t('home.figuresTitle')}</h2>
          <p>{t('home.figuresText')}</p>
          <ProvinceFigures />
          <Link to="/figures">{t('home.figuresGo')}</Link>
        </section>
      </div>
      <section className={styles.how}>
        <h2>{t('home.howTitle')}</h2>
        <ol>
          {mechanisms.map((name) => (
            <li key={name}>
              <h3>{t(`home.how.${name}.title`)}</h3>
              <p>{t(`home.how.${name}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
