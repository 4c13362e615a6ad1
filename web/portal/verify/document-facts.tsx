import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type DocumentCheck, documentAddress } from '#contract/documents';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import styles from '../progress-page.module.css';

/** Whether a document holds, in a word, and what it is. */
export function DocumentFacts({ document }: { document: DocumentCheck }) {
  const { t } = useTranslation('files');
  const pick = usePick();
  const valid = document.state === 'valid';
  const facts = [
    ['kind', pick(document.kindName)],
    ['number', document.number],
    ['organ', document.organ],
    ['date', document.date],
    ['issued', <TimeText key="issued" at={document.issuedAt} />],
    ...(document.revokedAt
      ? ([['revokedAt', <TimeText key="revoked" at={document.revokedAt} />]] as const)
      : []),
    ...(document.revokedBecause ? ([['because', document.revokedBecause]] as const) : []),
  ] as const;
  return (
    <section className={`${styles.panel} ${styles.span}`}>
      <p className={`${styles.verdict} ${valid ? styles.good : styles.late}`} role="status">
        {valid ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />}
        {t(valid ? 'verify.valid' : 'verify.revoked')}
      </p>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`verify.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.phone}>
        <a href={documentAddress(document.code)}>{t('verify.pdf')}</a>
      </p>
      <p className={styles.quiet}>{t('verify.seal')}</p>
    </section>
  );
}
