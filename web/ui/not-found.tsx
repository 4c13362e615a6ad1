import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';
import { FaceHeader } from './face-header.tsx';
import { usePageTitle } from './page-header.tsx';

/** No page stands at this address. */
export default function NotFound() {
  const { t } = useTranslation();
  usePageTitle(t('error.notFound'));
  return (
    <>
      <FaceHeader face="portal" nav={[]} />
      <main id="content">
        <h1 className="mj-sr-only">{t('error.notFound')}</h1>
        <EmptyState
          title={t('error.notFound')}
          hint={t('error.notFoundHint')}
          action={<Link to="/">{t('home')}</Link>}
        />
      </main>
    </>
  );
}
