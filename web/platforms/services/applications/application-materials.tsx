import { useTranslation } from 'react-i18next';
import { type AttachmentRow, attachmentAddress } from '#contract/attachments';
import type { ApplicationView } from '#contract/services/applications';
import { usePick } from '../../../i18n/language.ts';
import { ReceiptFile } from './receipt-file.tsx';
import { bytesText } from '../../../ui/bytes-text.ts';
import styles from './application.module.css';

interface Props {
  materials: ApplicationView['materials'];
  /** Of somebody who has not signed in: the code that lets them read the files. */
  receipt?: string;
}

/** What was handed in, by material, with the state of the scan and the fingerprint of each file. */
export function ApplicationMaterials({ materials, receipt }: Props) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return (
    <ul className={styles.list}>
      {materials.map(({ code, name, files }) => (
        <li key={code}>
          <h3>{pick(name)}</h3>
          {files.length === 0 && <span className={styles.quiet}>{t('page.noFiles')}</span>}
          {files.map((file) => (
            <File key={file.id} file={file} receipt={receipt} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function File({ file, receipt }: { file: AttachmentRow; receipt?: string }) {
  const { t } = useTranslation('services-applications');
  return (
    <div>
      {receipt ? (
        <ReceiptFile file={file} receipt={receipt} />
      ) : (
        <a href={attachmentAddress(file.id)}>{file.name}</a>
      )}{' '}
      <span className={styles.quiet}>
        {bytesText(file.bytes)} · {t(file.scan === 'clean' ? 'section.scanned' : 'section.notScanned')}
      </span>
      <div className={styles.fingerprint}>
        {t('section.sha256')} {file.sha256}
      </div>
    </div>
  );
}
