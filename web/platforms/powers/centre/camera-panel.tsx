import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { streamStates } from '#contract/powers/halls';
import { usePick } from '../../../i18n/language.ts';
import { CountLink } from '../../../ui/count-link.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';

/** Cameras of halls: how many are there, and which are away. */
export function CameraPanel({ centre: { region, cameras } }: { centre: Centre }) {
  const { t } = useTranslation('powers-centre');
  const pick = usePick();
  return (
    <section className={styles.panel} aria-labelledby="centre-cameras">
      <h2 id="centre-cameras">{t('cameras.title')}</h2>
      <p className={styles.quiet}>
        {cameras.total === 0 ? (
          t('cameras.empty')
        ) : (
          <>
            {t('cameras.counts', { total: cameras.total, online: cameras.online })}{' '}
            <CountLink
              to="/workbench/powers/cameras"
              search={{ region, stream: 'offline' }}
              count={cameras.offline}
              label={t('cameras.offline')}
              className={styles.number}
            />{' '}
            <Link to="/workbench/powers/halls" search={{ region }}>
              {t('cameras.watch')}
            </Link>
          </>
        )}
      </p>
      <ul className={styles.list}>
        {cameras.rows.map(({ id, name, hall, stream }) => (
          <li key={id} className={styles.rule}>
            <Link
              to="/workbench/powers/cameras/$id"
              params={{ id }}
              className={styles.ellipsis}
              title={`${hall} ${name}`}
            >
              {hall} · {name}
            </Link>
            <span className={stream === 'offline' ? styles.away : styles.quiet}>
              {pick(streamStates[stream])}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
