import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page-header.module.css';

interface Props {
  title: string;
  sub?: ReactNode;
  crumbs?: { title: string; to?: string }[];
  /** Tags beside the title. */
  marks?: ReactNode;
  actions?: ReactNode;
}

/** Names the tab of the browser after the page. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  const brand = t('brand');
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
}

/** The head of a page: where one is, its only h1, its marks and what can be done. */
export function PageHeader({ title, sub, crumbs, marks, actions }: Props) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <header className={styles.header}>
      <div>
        {crumbs && (
          <nav aria-label={t('navigationPath')} className="no-print">
            <ol className={styles.crumbs}>
              {crumbs.map((crumb) => (
                <li key={crumb.title}>
                  {crumb.to ? <Link to={crumb.to as never}>{crumb.title}</Link> : crumb.title}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className={styles.title}>
          <h1>{title}</h1>
          {marks}
        </div>
        {sub && <div className={styles.sub}>{sub}</div>}
      </div>
      {actions && <div className={`${styles.actions} no-print`}>{actions}</div>}
    </header>
  );
}
