import { LoginOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { isIn, useMe } from './session.ts';
import styles from './session.module.css';

const AccountHolder = lazy(() => import('./account-holder.tsx'));

/** Who is signed in, as what and where; else the way in. */
export default function AccountMenu() {
  const { t } = useTranslation('session');
  const me = useMe();
  const { pathname, href } = useLocation();
  if (me === undefined) return null;
  if (isIn(me)) return <AccountHolder me={me} />;
  if (pathname === '/sign-in') return null;
  return (
    <Link
      aria-label={t('menu.signIn')}
      to="/sign-in"
      search={{ from: pathname === '/' ? undefined : href }}
      className={styles.signIn}
    >
      <LoginOutlined aria-hidden />
      <span className={styles.signInText}>{t('menu.signIn')}</span>
    </Link>
  );
}
