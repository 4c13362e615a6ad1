import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../ui/time-text.tsx';
import styles from './wall-clock.module.css';

/** Date, day of the week and time of the installation's zone, by the second. */
export function WallClock() {
  const { t } = useTranslation('cockpit');
  const write = useTimeText();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const [day = '', time = ''] = write(now.toISOString(), 'second').split(' ');
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() as 0;
  return (
    <time className={styles.clock} dateTime={now.toISOString()} aria-label={t('clock')}>
      <span>
        {day} {t(`weekday.${weekday}`)}
      </span>
      <b>{time}</b>
    </time>
  );
}
