import {
  AlertOutlined,
  ApiOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  FolderOpenOutlined,
  ImportOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

type Page =
  | 'desk'
  | 'alerts'
  | 'corrections'
  | 'cases'
  | 'imports'
  | 'catalogue'
  | 'calendars'
  | 'organs'
  | 'sources'
  | 'rules';

const pages: {
  group: 'work' | 'data' | 'basis';
  page: Page;
  to: string;
  icon: ComponentType<{ 'aria-hidden': boolean }>;
}[] = [
  { group: 'work', page: 'desk', to: '/workbench', icon: CarryOutOutlined },
  { group: 'work', page: 'alerts', to: '/workbench/alerts', icon: AlertOutlined },
  { group: 'work', page: 'corrections', to: '/workbench/corrections', icon: AuditOutlined },
  { group: 'work', page: 'cases', to: '/workbench/cases', icon: FolderOpenOutlined },
  { group: 'data', page: 'imports', to: '/workbench/imports', icon: ImportOutlined },
  { group: 'data', page: 'sources', to: '/workbench/sources', icon: ApiOutlined },
  { group: 'basis', page: 'catalogue', to: '/workbench/catalogue', icon: BookOutlined },
  { group: 'basis', page: 'rules', to: '/workbench/rules', icon: SafetyCertificateOutlined },
  { group: 'basis', page: 'calendars', to: '/workbench/calendars', icon: CalendarOutlined },
  { group: 'basis', page: 'organs', to: '/workbench/organs', icon: ApartmentOutlined },
];

/** The pages of the workbench in three groups; the current one is marked by more than colour. */
export function SideMenu({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTranslation('workbench');
  return (
    <nav className="wb-menu" aria-label={t('menu.label')}>
      {(['work', 'data', 'basis'] as const).map((group) => (
        <section key={group} aria-labelledby={`wb-menu-${group}`}>
          <h2 id={`wb-menu-${group}`}>{t(`menu.${group}`)}</h2>
          <ul>
            {pages
              .filter((entry) => entry.group === group)
              .map(({ page, to, icon: Icon }) => (
                <li key={page}>
                  <Link
                    to={to}
                    activeOptions={{ exact: page === 'desk', includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                    onClick={onChoose}
                  >
                    <Icon aria-hidden />
                    {t(`menu.${page}`)}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
