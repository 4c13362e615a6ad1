import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../progress-page.module.css';
import { sha256Of } from './sha256.ts';

/** Compares a file of the reader with what was issued, without sending it anywhere. */
export function CompareFile({ fingerprints }: { fingerprints: readonly string[] }) {
  const { t } = useTranslation('files');
  const [found, setFound] = useState<{ name: string; sha256: string } | null>(null);
  const same = found !== null && fingerprints.includes(found.sha256);
  return (
    <section className={`${styles.panel} ${styles.span}`}>
      <h2>{t('verify.compareTitle')}</h2>
      <p>{t('verify.compareText')}</p>
      <div style={{ marginBlock: 12 }}>
        <Upload
          accept=".pdf,application/pdf"
          showUploadList={false}
          hasControlInside
          beforeUpload={(file) => {
            void sha256Of(file).then((sha256) => setFound({ name: file.name, sha256 }));
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{t('verify.choose')}</Button>
        </Upload>
      </div>
      {found && (
        <Alert
          type={same ? 'success' : 'error'}
          showIcon
          role="status"
          title={`${found.name}: ${t(same ? 'verify.same' : 'verify.other')}`}
          description={<Fingerprint title={t('verify.yours')} of={[found.sha256]} />}
        />
      )}
      <Fingerprint title={t('verify.fingerprint')} of={fingerprints} />
      <p className={styles.quiet}>{t('verify.paper')}</p>
    </section>
  );
}

function Fingerprint({ title, of }: { title: string; of: readonly string[] }) {
  return (
    <dl className={styles.facts} style={{ display: 'block', marginBlock: 12 }}>
      <dt>{title}</dt>
      {of.map((one) => (
        <dd key={one}>
          <code>{one}</code>
        </dd>
      ))}
    </dl>
  );
}
