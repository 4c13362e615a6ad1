import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type Appearance, setAppearance, useAppearance } from '../appearance.ts';
import { PlainButton } from './plain-button.tsx';

const order: Appearance[] = ['system', 'light', 'dark'];
const icons = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> };

/** Goes round: what the system says, light, dark. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const { appearance } = useAppearance();
  const next = order[(order.indexOf(appearance) + 1) % order.length] ?? 'system';
  const label = `${t('theme.label')}: ${t(`theme.${appearance}`)}`;
  return (
    <PlainButton look="text" title={label} aria-label={label} onClick={() => setAppearance(next)}>
      {icons[appearance]}
    </PlainButton>
  );
}
