import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Permission, rolePermissions } from '#contract/permissions';
import { type Role, roles } from '#contract/roles';
import { usePick } from '../i18n/language.ts';
import { PageHeader } from '../ui/page-header.tsx';
import styles from './forbidden.module.css';

/** In place of a page that one may not see: what it asks for, who has that, and how one gets it. */
export function Forbidden({ permission }: { permission: Permission }) {
  const { t } = useTranslation('session');
  const pick = usePick();
  const from = useLocation({ select: ({ href }) => href });
  const holders = (Object.keys(rolePermissions) as Role[]).filter(
    (role) => permission in rolePermissions[role],
  );
  return (
    <>
      <PageHeader title={t('forbidden.title')} />
      <section className={styles.box} role="alert">
        <svg width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
          <rect
            x="14"
            y="28"
            width="36"
            height="26"
            rx="4"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.5"
          />
          <path d="M22 28v-8a10 10 0 0 1 20 0v8" fill="none" stroke="currentColor" strokeWidth="2.5" />
          <path d="M32 38v7" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        </svg>
        <p>{t('forbidden.needs', { permission: t(`permissions.${permission}`) })}</p>
        <p>
          {t('forbidden.roles', {
            roles: holders.map((role) => pick(roles[role])).join(t('forbidden.comma')),
          })}
        </p>
        <p>{t('forbidden.ask')}</p>
        <p className={styles.ways}>
          <Link to="/workbench">{t('forbidden.desk')}</Link>
          <Link to="/sign-in" search={{ from }}>
            {t('forbidden.other')}
          </Link>
        </p>
      </section>
    </>
  );
}
