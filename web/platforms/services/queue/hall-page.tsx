import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Hall, queueApi } from '#contract/services/queue';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { usePageTitle } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { useTimeText } from '../../../ui/time-text.tsx';
import styles from './queue.module.css';

const route = getRouteApi('/services/hall/$id');
const often = 3_000;

function Display({ hall }: { hall: Hall }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const write = useTimeText();
  usePageTitle(pick(hall.name));
  return (
    <main id="content" className={styles.hall}>
      <header>
        <h1>{pick(hall.name)}</h1>
        <span className={styles.time}>{write(hall.asOf)}</span>
      </header>
      <ol className={styles.calls} aria-live="polite" aria-label={t('hall.called')}>
        {hall.called.length === 0 && <li>{t('hall.nobody')}</li>}
        {hall.called.map(({ number, window, calls }) => (
          <li key={number}>
            <span>{t('hall.please')}</span> <strong>{number}</strong>{' '}
            <span>{t('hall.to', { window: pick(window) })}</span>
            {calls > 1 && <small>{t('hall.times', { count: calls })}</small>}
          </li>
        ))}
      </ol>
      <ul className={styles.queues} aria-label={t('hall.queues')}>
        {hall.groups.map(({ letter, name, waiting, openWindows, estimate }) => (
          <li key={letter}>
            {letter} {pick(name)}
            <span>
              {t('hall.waiting', { count: waiting })} · {t('hall.windows', { count: openWindows })}
              {estimate !== null && waiting > 0 && ` · ${t('hall.estimate', { minutes: estimate })}`}
            </span>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** The display of a hall: large, dark, and up to date by itself. */
export default function HallPage() {
  const { id } = route.useParams();
  const query = useEndpoint(queueApi.getHall, { params: { id } }, { refetchInterval: often });
  return <QueryView query={query}>{(hall) => <Display hall={hall} />}</QueryView>;
}
