import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FaceHeader } from '../ui/face-header.tsx';
import { useInstallation } from '../ui/installation.ts';
import { PageLoading } from '../ui/page-states.tsx';
import styles from './portal-layout.module.css';

const AntFrame = lazy(() => import('../ui/ant-frame.tsx'));

/** What stands around every page of the portal. */
export default function PortalLayout() {
  const { t } = useTranslation(['portal', 'shell']);
  const installation = useInstallation();
  const first = useLocation({ select: ({ pathname }) => pathname === '/' });
  const nav = [
    { to: '/services/guide', title: t('nav.guide') },
    { to: '/services/points', title: t('nav.points') },
    { to: '/figures', title: t('nav.figures') },
    { to: '/bulletins', title: t('nav.bulletins') },
    { to: '/services/village', title: t('nav.village') },
    { to: '/powers/power-list', title: t('nav.powers') },
    { to: '/hotline', title: t('nav.hotline') },
    { to: '/verify', title: t('nav.verify') },
    { to: '/my', title: t('nav.my') },
  ];
  return (
    <>
      <FaceHeader face="portal" nav={nav} />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<PageLoading />}>
          {first ? (
            <Outlet />
          ) : (
            <AntFrame>
              <Outlet />
            </AntFrame>
          )}
        </Suspense>
      </main>
      <footer className={`${styles.footer} no-print`}>
        <div>
          <span>{t('shell:footer.note')}</span>
          {installation && (
            <span>
              {t('shell:footer.version', { version: installation.version })} ·{' '}
              {t('shell:footer.timeZone', { zone: installation.timeZone })}
            </span>
          )}
          <nav aria-label={t('home.facesTitle')}>
            <Link to="/open-data">{t('nav.openData')}</Link>
            <Link to="/workbench">{t('shell:face.workbench')}</Link>
            <Link to="/cockpit">{t('shell:face.cockpit')}</Link>
          </nav>
        </div>
      </footer>
    </>
  );
}
