import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoBadge } from './demo-badge.tsx';
import styles from './face-header.module.css';
import { useInstallation } from './installation.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Mirror } from './mirror.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const AccountMenu = lazy(() => import('../session/account-menu.tsx'));

export interface NavEntry {
  to: string;
  title: string;
  /** Current only on this very address, not below it. */
  exact?: boolean;
}
interface Props {
  face: 'portal' | 'workbench';
  nav: NavEntry[];
  /** The whole width of the screen, for the workbench. */
  full?: boolean;
  extra?: ReactNode;
}
const others = {
  portal: [
    { to: '/workbench', face: 'workbench' },
    { to: '/cockpit', face: 'cockpit' },
  ],
  workbench: [
    { to: '/', face: 'portal' },
    { to: '/cockpit', face: 'cockpit' },
  ],
} as const;

/** The bar above portal and workbench: brand, pages, the other faces, language and colours. */
export function FaceHeader({ face, nav, full = false, extra }: Props) {
  const { t } = useTranslation();
  const demonstration = useInstallation()?.demonstration ?? false;
  return (
    <div className={`${styles.bar} ${full ? styles.full : ''} no-print`}>
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <header className={styles.inner}>
        <Link to={face === 'portal' ? '/' : '/workbench'} className={styles.brand}>
          <Mirror />
          <strong>{t('brand')}</strong>
          <span className={styles.face}>{t(`face.${face}`)}</span>
        </Link>
        {demonstration && <DemoBadge />}
        <nav className={styles.nav} aria-label={t('navigation')}>
          {nav.map(({ to, title, exact }) => (
            <Link key={to} to={to as never} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
              {title}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>
          {extra}
          <span className={styles.faces}>
            {others[face].map((other) => (
              <Link key={other.to} to={other.to}>
                {t(`face.${other.face}`)}
              </Link>
            ))}
          </span>
          <LanguageSwitch />
          <ThemeSwitch />
          <Suspense fallback={null}>
            <AccountMenu />
          </Suspense>
        </div>
      </header>
    </div>
  );
}
