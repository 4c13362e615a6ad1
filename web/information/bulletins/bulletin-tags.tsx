import { useTranslation } from 'react-i18next';
import type { BulletinDeskRow } from '#contract/bulletins';
import tags from '../../ui/tag.module.css';
import styles from './bulletins.module.css';

const tones = { draft: '', submitted: tags.yellow, approved: tags.good, withdrawn: '' } as const;

/** How a bulletin stands: its newest version, and what of it is to be seen where that differs. */
export function BulletinTags({ row }: { row: Pick<BulletinDeskRow, 'state' | 'publication' | 'version'> }) {
  const { t } = useTranslation('bulletins');
  const { state, publication, version } = row;
  return (
    <span className={styles.facts}>
      <span className={`${tags.tag} ${tones[state] ?? ''}`}>{t(`state.${state}`)}</span>
      {publication && (publication.version !== version || publication.standing !== 'published') && (
        <span className={tags.tag}>
          {t('seen', { version: publication.version, standing: t(`standing.${publication.standing}`) })}
        </span>
      )}
    </span>
  );
}
