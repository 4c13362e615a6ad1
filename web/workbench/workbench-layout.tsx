import { MenuOutlined } from '@ant-design/icons';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { Button, ConfigProvider, Drawer, Grid } from 'antd';
import { buttonConfig } from '../ui/button-config.tsx';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '../appearance.ts';
import { Forbidden } from '../session/forbidden.tsx';
import { useMay } from '../session/permitted.ts';
import { SecondFactorAdvice } from '../session/second-factor-advice.tsx';
import { useMe } from '../session/session.ts';
import { SessionEnded } from '../session/session-ended.tsx';
import { FaceHeader } from '../ui/face-header.tsx';
import { PageLoading } from '../ui/page-states.tsx';
import { needsOf } from './page-needs.ts';
import { SideMenu, useOpenPages } from './side-menu.tsx';
import { workbenchTheme } from './workbench-theme.ts';
import './workbench.css';
import './ui/editor.css';
import './ui/parts.css';
import './ui/records.css';

/** Header, side menu and the page; on a narrow screen the menu comes from the side when asked for. */
export default function WorkbenchLayout() {
  const { t } = useTranslation('workbench');
  const wide = Grid.useBreakpoint().lg;
  const [open, setOpen] = useState(false);
  const { mode } = useAppearance();
  return (
    <ConfigProvider theme={workbenchTheme(mode)} button={buttonConfig}>
      <div className="wb-shell">
        <FaceHeader face="workbench" nav={[]} full />
        {!wide && (
          <div className="wb-menu-bar no-print">
            <Button icon={<MenuOutlined aria-hidden />} onClick={() => setOpen(true)} aria-expanded={open}>
              {t('menu.open')}
            </Button>
            <Drawer
              title={t('menu.label')}
              placement="left"
              size={264}
              open={open}
              onClose={() => setOpen(false)}
              styles={{ body: { padding: 8 } }}
            >
              <SideMenu onChoose={() => setOpen(false)} />
            </Drawer>
          </div>
        )}
        <div className="wb-body">
          {wide && (
            <aside className="wb-side no-print">
              <SideMenu />
            </aside>
          )}
          <main id="content" tabIndex={-1} className="wb-main">
            <SecondFactorAdvice />
            <Suspense fallback={<PageLoading />}>
              <PermittedPage />
            </Suspense>
          </main>
        </div>
        <SessionEnded />
      </div>
    </ConfigProvider>
  );
}

/** The page, if one of the grants lets it be seen. It stays while the session is signed in to again. */
function PermittedPage() {
  const pathname = useLocation({ select: (location) => location.pathname });
  const needs = needsOf(pathname);
  const me = useMe();
  const may = useMay();
  const open = useOpenPages();
  // Whoever has no desk begins with the first page that is theirs rather than with one that anybody may see.
  const first = open.find(({ to }) => needsOf(to).length > 0) ?? open[0];
  const shut = me && needs.length > 0 && !needs.some(may);
  if (shut && /^\/workbench\/?$/.test(pathname) && first) return <Navigate to={first.to} replace />;
  if (shut) return <Forbidden permission={needs[0]!} />;
  return <Outlet />;
}
