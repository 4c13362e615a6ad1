import { type ThemeConfig, theme } from 'antd';

export type Mode = 'light' | 'dark';

/** Chinese by the fonts that Windows, macOS and Linux bring along; nothing is loaded from elsewhere. */
export const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Texts on their grounds keep a contrast of at least 4.5 (GB/T 37668 and WCAG 2 AA). */
const ink = {
  light: {
    colorPrimary: '#1a5f9e',
    colorLink: '#1a5f9e',
    colorBgLayout: '#f3f6f9',
    colorBgContainer: '#ffffff',
    colorBgElevated: '#ffffff',
    colorText: '#14212e',
    colorTextSecondary: '#44545f',
    colorTextTertiary: '#566673',
    colorTextDescription: '#4d5d69',
    colorTextPlaceholder: '#5f6f7c',
    colorBorder: '#bcc8d3',
    colorBorderSecondary: '#dde4ea',
    colorError: '#b3202a',
    colorWarning: '#8a5a00',
    colorSuccess: '#1c6b3a',
    colorInfo: '#1a5f9e',
  },
  dark: {
    colorPrimary: '#6fb1ec',
    colorLink: '#8cc3f5',
    colorBgLayout: '#0e151d',
    colorBgContainer: '#16202b',
    colorBgElevated: '#1d2935',
    colorText: '#e6edf4',
    colorTextSecondary: '#b6c3cf',
    colorTextTertiary: '#a3b1be',
    colorTextDescription: '#a9b7c4',
    colorTextPlaceholder: '#93a2b0',
    colorBorder: '#405163',
    colorBorderSecondary: '#2a3846',
    colorError: '#ff9a94',
    colorWarning: '#ffd166',
    colorSuccess: '#7fd49b',
    colorInfo: '#6fb1ec',
  },
} satisfies Record<Mode, ThemeConfig['token']>;

/**
 * The settings of Ant Design for light and dark. Without `motion` nothing waits for the end of a movement: where base.css cuts it
 * short the end never comes, and a button would keep the sign of waiting, and in its name.
 */
export function antTheme(mode: Mode, motion: boolean): ThemeConfig {
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...ink[mode],
      fontFamily,
      fontSize: 14,
      borderRadius: 6,
      // The ground of a primary button carries white text in light, dark text in dark.
      colorTextLightSolid: mode === 'dark' ? '#0b1620' : '#ffffff',
      wireframe: false,
      motion,
    },
    components: {
      Table: { cellPaddingBlock: 10 },
      Segmented: { trackBg: mode === 'dark' ? '#0a1016' : '#dfe6ed' },
      Layout: { headerBg: ink[mode].colorBgContainer, siderBg: ink[mode].colorBgContainer },
      Tooltip: { colorTextLightSolid: '#ffffff' },
    },
  };
}
