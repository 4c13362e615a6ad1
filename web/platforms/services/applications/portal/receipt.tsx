import { Link } from '@tanstack/react-router';
import { toDataURL } from 'qrcode';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#contract/services/applications';
import styles from '../application.module.css';

/** The receipt after filing: number, code, the same as a picture for telephones, and the way to the proof. */
export function Receipt({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('services-applications');
  const [image, setImage] = useState<string>();
  const address = `${location.origin}/services/applications/${view.receipt}`;
  useEffect(() => {
    let gone = false;
    void toDataURL(address, { margin: 1, width: 168 }).then((drawn) => {
      if (!gone) setImage(drawn);
    });
    return () => {
      gone = true;
    };
  }, [address]);
  return (
    <section className={`${styles.panel} ${styles.good}`} aria-labelledby="receipt-title">
      <h2 id="receipt-title">{t('receipt.filed')}</h2>
      <p>{t('receipt.keep')}</p>
      <div className={styles.row}>
        <dl className={styles.facts} style={{ flex: '1 1 260px' }}>
          <div>
            <dt>{t('receipt.code')}</dt>
            <dd className={styles.code}>{view.receipt}</dd>
          </div>
          <div>
            <dt>{t('receipt.number')}</dt>
            <dd className={styles.number}>{view.number}</dd>
          </div>
        </dl>
        {image && <img src={image} width={168} height={168} alt={t('receipt.qr')} />}
      </div>
      <p>
        <Link to="/progress/$receipt" params={{ receipt: view.receipt }}>
          {t('receipt.proof')}
        </Link>
      </p>
    </section>
  );
}
