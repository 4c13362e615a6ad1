import type { ThemeConfig } from 'antd';
import type { Mode } from '../theme.ts';

/**
 * Grounds of messages and marks. Left to itself Ant Design derives them from the dark inks that the texts need,
 * which gives greys on which those texts can hardly be read.
 */
const grounds = {
  light: {
    colorSuccessBg: '#e5f4ea',
    colorSuccessBorder: '#74bd90',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#d8564f',
    colorWarningBg: '#fff3cc',
    colorWarningBorder: '#d3a100',
    colorInfoBg: '#e7f0fa',
    colorInfoBorder: '#7caddd',
    colorPrimaryBg: '#e7f0fa',
    controlItemBgActive: '#e0ecf8',
    controlItemBgActiveHover: '#d5e5f5',
  },
  dark: {
    colorSuccessBg: '#12321f',
    colorSuccessBorder: '#3c8a59',
    colorErrorBg: '#43171b',
    colorErrorBorder: '#c9514c',
    colorWarningBg: '#3a2e0a',
    colorWarningBorder: '#a8841b',
    colorInfoBg: '#122f4b',
    colorInfoBorder: '#3d79b3',
    colorPrimaryBg: '#122f4b',
    controlItemBgActive: '#1a3a5a',
    controlItemBgActiveHover: '#20456a',
  },
} satisfies Record<Mode, ThemeConfig['token']>;

/** What the workbench adds to the colours of all faces. */
export const workbenchTheme = (mode: Mode): ThemeConfig => ({ token: grounds[mode] });
