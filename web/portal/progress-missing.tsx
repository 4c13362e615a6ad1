import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import styles from './progress-page.module.css';
import { countLetters, receiptLetters } from './receipt.ts';
import { ReceiptForm } from './receipt-form.tsx';

const checks = ['letters', 'compare', 'fresh', 'office'] as const;

/** No case has this code: what may be wrong, and another try. */
export function ProgressMissing({ receipt }: { receipt: string }) {
  const { t } = useTranslation('portal');
  const count = countLetters(receipt);
  return (
    <div className={styles.missing}>
      <PageHeader
        title={t('progress.notFound', { receipt })}
        crumbs={[{ title: t('nav.home'), to: '/' }, { title: t('progress.title') }]}
      />
      <section className={styles.panel} role="alert">
        {count !== receiptLetters && (
          <p className={styles.wrong}>{t('progress.wrongLength', { count, expected: receiptLetters })}</p>
        )}
        <p>{t('progress.notFoundText')}</p>
        <ul>
          {checks.map((check) => (
            <li key={check}>{t(`progress.checks.${check}`)}</li>
          ))}
        </ul>
      </section>
      <section className={styles.panel}>
        <ReceiptForm key={receipt} first={receipt} />
      </section>
    </div>
  );
}
