import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/time-text.tsx';

interface DueTextProps {
  at: string | null;
  late: boolean;
  /** Which time limit of a correction runs: sign, feedback or verify. */
  dueFor?: string | null;
}

/** A due time; one that has passed is told by a sign and a word, not by colour alone. */
export function DueText({ at, late, dueFor }: DueTextProps) {
  const { t } = useTranslation('workbench');
  if (!at && !late) return <span className="wb-quiet">{t('due.none')}</span>;
  return (
    <span className={late ? 'wb-due wb-late' : 'wb-due'}>
      {late ? <WarningOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
      {at && <TimeText at={at} />}
      {late && <span className="wb-late-word">{t('due.late')}</span>}
      {dueFor && <small>{t(`due.for.${dueFor}`, { defaultValue: dueFor })}</small>}
    </span>
  );
}
