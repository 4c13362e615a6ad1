import { useTranslation } from 'react-i18next';
import { type AttachmentRow, attachmentAddress } from '#contract/attachments';
import type { ApplicationView } from '#contract/services/applications';
import { usePick } from '../../../i18n/language.ts';
import { bytesText } from '../../../ui/bytes-text.ts';
import styles from './application.module.css';

interface Props {
  materials: ApplicationView['materials'];
  /** Whether the files can be opened by whoever looks, as officials and those who have signed in can. */
  links: boolean;
}

/** What was handed in, by material, with the state of the scan and the fingerprint of each file. */
export function ApplicationMaterials({ materials, links }: Props) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return (
    <ul className={styles.list}>
      {materials.map(({ code, name, files }) => (
        <li key={code}>
          <h3>{pick(name)}</h3>
          {files.length === 0 && <span className={styles.quiet}>{t('page.noFiles')}</span>}
          {files.map((file) => (
            <File key={file.id} file={file} link={links} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function File({ file, link }: { file: AttachmentRow; link: boolean }) {
  const { t } = useTranslation('services-applications');
  return (
    <div>
      {link ? <a href={attachmentAddress(file.id)}>{file.name}</a> : file.name}{' '}
      <span className={styles.quiet}>
        {bytesText(file.bytes)} · {t(file.scan === 'clean' ? 'section.scanned' : 'section.notScanned')}
      </span>
      <div className={styles.fingerprint}>
        {t('section.sha256')} {file.sha256}
      </div>
    </div>
  );
}
