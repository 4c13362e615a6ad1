import { FullscreenExitOutlined, FullscreenOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../live-stream.ts';
import { DemoBadge } from '../ui/demo-badge.tsx';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { Mirror } from '../ui/mirror.tsx';
import styles from './title-bar.module.css';
import { WallClock } from './wall-clock.tsx';

function onFullScreen(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

function FullScreenButton() {
  const { t } = useTranslation('cockpit');
  const full = useSyncExternalStore(onFullScreen, () => document.fullscreenElement !== null);
  const toggle = () => void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  if (!document.fullscreenEnabled) return null;
  return (
    <Button
      type="text"
      icon={full ? <FullscreenExitOutlined /> : <FullscreenOutlined />}
      onClick={toggle}
      aria-label={t(full ? 'leaveFullScreen' : 'fullScreen')}
      title={t(full ? 'leaveFullScreen' : 'fullScreen')}
    />
  );
}

function LiveMark({ state, eventsPerSecond }: { state: LiveState; eventsPerSecond: number | null }) {
  const { t } = useTranslation(['cockpit', 'shell']);
  return (
    <div className={styles.live} role="status">
      <span className={`${styles.dot} ${styles[state]}`} aria-hidden="true" />
      <span>{t(`shell:live.${state}`)}</span>
      {eventsPerSecond !== null && state === 'open' && (
        <span className={styles.rate} aria-hidden="true">
          {t('rate')} <b>{eventsPerSecond.toFixed(eventsPerSecond < 10 ? 1 : 0)}</b>
        </span>
      )}
    </div>
  );
}

interface Props {
  title: string;
  demonstration: boolean;
  state: LiveState;
  eventsPerSecond: number | null;
}

/** The head of the wall: what it is, whether it is live, the time, language and full screen. */
export function TitleBar({ title, demonstration, state, eventsPerSecond }: Props) {
  const { t } = useTranslation('cockpit');
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <LiveMark state={state} eventsPerSecond={eventsPerSecond} />
      </div>
      <div className={styles.middle}>
        <Mirror size={34} />
        <h1>{title}</h1>
        {demonstration && <DemoBadge />}
      </div>
      <div className={styles.right}>
        <WallClock />
        <nav className={styles.pages} aria-label={t('pages')}>
          <Link to="/cockpit" activeOptions={{ exact: true }}>
            {t('map.short')}
          </Link>
          <Link to="/cockpit/powers">{t('centre')}</Link>
        </nav>
        <nav className={styles.faces} aria-label={t('faces')}>
          <Link to="/workbench">{t('workbench')}</Link>
          <Link to="/">{t('portal')}</Link>
        </nav>
        <LanguageSwitch />
        <FullScreenButton />
      </div>
    </header>
  );
}
