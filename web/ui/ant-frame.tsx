import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useAppearance, useMotion } from '../appearance.ts';
import { useLanguage } from '../i18n/language.ts';
import { antTheme } from '../theme.ts';
import { buttonConfig } from './button-config.tsx';

/** Ant Design in the reader's language and colours, around whatever uses it; the portal's first page does without. */
export default function AntFrame({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { mode } = useAppearance();
  const motion = useMotion();
  return (
    <ConfigProvider
      theme={antTheme(mode, motion)}
      button={buttonConfig}
      locale={language === 'zh' ? zhCN : enUS}
    >
      {children}
    </ConfigProvider>
  );
}
