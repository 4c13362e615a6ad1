import { ConfigProvider } from 'antd';
import { buttonConfig } from '../ui/button-config.tsx';
import type { ReactNode } from 'react';
import { useAppearance } from '../appearance.ts';
import { workbenchTheme } from '../workbench/workbench-theme.ts';

/** The grounds of notices as the workbench has them, for pages of the portal where something is done. */
export function Grounds({ children }: { children: ReactNode }) {
  const { mode } = useAppearance();
  return (
    <ConfigProvider theme={workbenchTheme(mode)} button={buttonConfig}>
      {children}
    </ConfigProvider>
  );
}
