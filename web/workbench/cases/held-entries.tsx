import { ClockCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import tags from '../../ui/tag.module.css';
import { TimeText } from '../../ui/time-text.tsx';

/** An extension or a pause of this case waits for a second person. */
export function AwaitsTag() {
  const { t } = useTranslation('workbench-cases');
  return (
    <span className={`${tags.tag} ${tags.yellow}`}>
      <ClockCircleOutlined aria-hidden /> {t('held.tag')}
    </span>
  );
}

/** The entries that wait, with both of their times; what can be done about them stands among the actions. */
export function HeldEntries({ held }: { held: CaseDetail['held'] }) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  return (
    <>
      <p>{t('held.hint')}</p>
      <ul className="wb-held">
        {held.map((entry) => (
          <li key={entry.seq}>
            <strong>
              {entry.seq}. {pick(entry.title)}
            </strong>
            <div>
              {t('held.claimed')} <TimeText at={entry.claimedAt} form="day" /> · {t('held.recorded')}{' '}
              <TimeText at={entry.recordedAt} />
            </div>
            <div className="wb-quiet">{[entry.actor, entry.basis].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
