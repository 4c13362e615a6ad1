import { useTranslation } from 'react-i18next';
import type { PublicDisclosure } from '#contract/services/village';
import panels from '../../../ui/panels.module.css';
import { TimeText } from '../../../ui/time-text.tsx';
import { FileList } from '../../../ui/file-list.tsx';
import { ItemTable } from './item-table.tsx';
import styles from './portal/place-page.module.css';

type Version = PublicDisclosure['published'][number];

function VersionText({ version }: { version: Version }) {
  const { t } = useTranslation('services-village');
  return (
    <div className={styles.stack}>
      <p className={panels.quiet}>
        {t('disclosure.signedAt')} <TimeText at={version.signedAt} />
      </p>
      {version.reason && (
        <p>
          {t('disclosure.why')}: {version.reason}
        </p>
      )}
      <p className={styles.text}>{version.text}</p>
      <ItemTable
        items={version.items}
        total={version.total}
        label={t('disclosure.version', { version: version.version })}
      />
      <FileList files={version.files} label={t('duty.attachments')} />
    </div>
  );
}

/** The version in force, and below it those that it has replaced: they stay readable. */
export function PublishedVersions({ versions }: { versions: Version[] }) {
  const { t } = useTranslation('services-village');
  const [current, ...older] = versions;
  if (!current) return null;
  return (
    <section className={panels.panel}>
      <h2>
        {t('disclosure.version', { version: current.version })} · {t('disclosure.inForce')}
      </h2>
      <VersionText version={current} />
      {older.length > 0 && (
        <details>
          <summary>{t('disclosure.old')}</summary>
          {older.map((version) => (
            <div key={version.version}>
              <h3>{t('disclosure.version', { version: version.version })}</h3>
              <VersionText version={version} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
