import { Link, useSearch } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRow } from '#contract/alerts';
import { useMotion } from '../appearance.ts';
import { usePick } from '../i18n/language.ts';
import { Forbidden } from '../session/forbidden.tsx';
import { permits } from '../session/permitted.ts';
import { isIn, useMe } from '../session/session.ts';
import { SessionEnded } from '../session/session-ended.tsx';
import { antTheme } from '../theme.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import styles from './cockpit-page.module.css';
import { FeedPanel } from './feed-panel.tsx';
import { MapPanel } from './map-panel.tsx';
import type { Ripple } from './map-view.tsx';
import { RankingPanel } from './ranking-panel.tsx';
import { TitleBar } from './title-bar.tsx';
import { Totals } from './totals.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { useAlertFeed, type WallLive } from './use-alert-feed.ts';
import { type Overview, useOverview } from './use-overview.ts';

const keptRipples = 5;

function Wall({ overview, live, ripples }: { overview: Overview; live: WallLive; ripples: Ripple[] }) {
  const { t } = useTranslation('cockpit');
  const { region } = overview;
  if (overview.total.opened === 0)
    return (
      <EmptyState
        title={t('empty.title')}
        hint={t('empty.hint')}
        action={<Link to="/workbench/imports">{t('empty.action')}</Link>}
      />
    );
  return (
    <>
      <Totals overview={overview} />
      <div className={styles.body}>
        <div className={styles.organs}>
          <RankingPanel title={t('ranking.organs')} rows={overview.organs} filter="organ" region={region} />
        </div>
        <div className={styles.items}>
          <RankingPanel title={t('ranking.items')} rows={overview.items} filter="item" region={region} />
        </div>
        <div className={styles.map}>
          <MapPanel overview={overview} ripples={ripples} />
        </div>
        <div className={styles.trend}>
          <TrendPanel trend={overview.trend} />
        </div>
        <div className={styles.feed}>
          <FeedPanel feed={live.feed} change={live.change} region={region} error={live.error} />
        </div>
      </div>
    </>
  );
}

/** The wall of the supervisors: the province at a glance, live; every number leads to what it counts. */
export default function CockpitPage() {
  const { t } = useTranslation('cockpit');
  const pick = usePick();
  const { region: asked, days = 30 } = useSearch({ from: '/cockpit' });
  const motion = useMotion();
  const [ripples, setRipples] = useState<Ripple[]>([]);
  const onAlert = useCallback(
    ({ region: at, level }: AlertRow) =>
      setRipples((before) => [{ region: at, level }, ...before].slice(0, keptRipples)),
    [],
  );
  const query = useOverview(asked, days);
  const live = useAlertFeed(asked ?? query.data?.region, onAlert);
  const me = useMe();
  const title = query.data ? t('title', { place: pick(query.data.name) }) : t('plainTitle');
  usePageTitle(title);
  return (
    <ConfigProvider theme={antTheme('dark', motion)}>
      <div className={styles.wall} data-cockpit="">
        <TitleBar
          title={title}
          demonstration={query.data?.demonstration ?? false}
          state={live.state}
          eventsPerSecond={live.eventsPerSecond}
        />
        <main id="content" className={styles.main}>
          {isIn(me) && !permits(me, 'statistics.read') ? (
            <Forbidden permission="statistics.read" />
          ) : (
            <QueryView query={query}>
              {(overview) => <Wall overview={overview} live={live} ripples={ripples} />}
            </QueryView>
          )}
        </main>
        <SessionEnded />
      </div>
    </ConfigProvider>
  );
}
