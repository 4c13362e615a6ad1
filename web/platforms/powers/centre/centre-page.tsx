import { Link, useSearch } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { useTranslation } from 'react-i18next';
import { province } from '#contract/province';
import { centreApi } from '#contract/powers/centre';
import { useEndpoint } from '../../../api.ts';
import { useMotion } from '../../../appearance.ts';
import wall from '../../../cockpit/cockpit-page.module.css';
import { TitleBar } from '../../../cockpit/title-bar.tsx';
import { useAlertFeed } from '../../../cockpit/use-alert-feed.ts';
import { usePick } from '../../../i18n/language.ts';
import { SessionEnded } from '../../../session/session-ended.tsx';
import { antTheme } from '../../../theme.ts';
import { useInstallation } from '../../../ui/installation.ts';
import { usePageTitle } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { AnomalyPanel } from './anomaly-panel.tsx';
import { CameraPanel } from './camera-panel.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';
import { OrganPanel } from './organ-panel.tsx';
import { RunningPanel } from './running-panel.tsx';
import { StepPanel } from './step-panel.tsx';
import { TodayFigures } from './today-figures.tsx';

/** The second page of the wall: how administrative power is handled today, and where it stands out. */
export default function CentrePage() {
  const { t } = useTranslation('powers-centre');
  const pick = usePick();
  const { region, days } = useSearch({ strict: false }) as { region?: string; days?: number };
  const motion = useMotion();
  const query = useEndpoint(
    centreApi.getCentre,
    { query: { region, days } },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  const live = useAlertFeed(region ?? query.data?.region, noRipple);
  const title = query.data ? t('title', { place: pick(query.data.name) }) : t('plainTitle');
  usePageTitle(title);
  return (
    <ConfigProvider theme={antTheme('dark', motion)}>
      <div className={wall.wall} data-cockpit="">
        <TitleBar
          title={title}
          demonstration={useInstallation()?.demonstration ?? false}
          state={live.state}
          eventsPerSecond={live.eventsPerSecond}
        />
        <main id="content" className={wall.main}>
          <QueryView query={query}>{(centre) => <Panels centre={centre} />}</QueryView>
        </main>
        <SessionEnded />
      </div>
    </ConfigProvider>
  );
}

const noRipple = () => {};

function Panels({ centre }: { centre: Centre }) {
  const { t } = useTranslation('powers-centre');
  return (
    <>
      {centre.today && <TodayFigures centre={centre} today={centre.today} />}
      <div className={styles.body}>
        <RunningPanel centre={centre} />
        <StepPanel centre={centre} />
        <OrganPanel centre={centre} />
        <AnomalyPanel centre={centre} />
        <CameraPanel centre={centre} />
      </div>
      <p className={styles.note}>
        {t('note', { from: centre.from, day: centre.day })}{' '}
        <Link to="/cockpit" search={{ region: centre.region === province ? undefined : centre.region }}>
          {t('toMap')}
        </Link>
      </p>
    </>
  );
}
