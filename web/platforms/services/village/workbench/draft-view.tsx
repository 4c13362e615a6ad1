import { useTranslation } from 'react-i18next';
import type { DutyDetail } from '#contract/services/village';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { ItemTable } from '../item-table.tsx';
import styles from '../portal/place-page.module.css';

/** What waits for a signature, as it will be public. */
export function DraftView({ draft }: { draft: NonNullable<DutyDetail['draft']> }) {
  const { t } = useTranslation('services-village');
  return (
    <Section title={t('duty.draft')}>
      <div className={styles.stack}>
        <p className="wb-quiet">
          {t('duty.by')} {draft.by} · <TimeText at={draft.at} />
        </p>
        {draft.reason && (
          <p>
            {t('duty.reason')}: {draft.reason}
          </p>
        )}
        <p className={styles.text}>{draft.text}</p>
        <ItemTable items={draft.items} total={draft.total} label={t('duty.items')} />
      </div>
    </Section>
  );
}
