import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { buttonConfig } from './ui/button-config.tsx';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense } from 'react';
import { queryClient } from './api.ts';
import { useAppearance, useMotion } from './appearance.ts';
import { useLanguage } from './i18n/language.ts';
import { router } from './router.tsx';
import { antTheme } from './theme.ts';
import { PageLoading } from './ui/page-states.tsx';

/** Providers of language, colours, queries and routes around the three faces. */
export function MingjingApp() {
  const { language } = useLanguage();
  const { mode } = useAppearance();
  const motion = useMotion();
  return (
    <ConfigProvider
      theme={antTheme(mode, motion)}
      button={buttonConfig}
      locale={language === 'zh' ? zhCN : enUS}
    >
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={<PageLoading />}>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
