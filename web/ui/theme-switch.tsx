import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Appearance, setAppearance, useAppearance } from '../appearance.ts';

const order: Appearance[] = ['system', 'light', 'dark'];
const icons = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> };

/** Goes round: what the system says, light, dark. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const { appearance } = useAppearance();
  const next = order[(order.indexOf(appearance) + 1) % order.length] ?? 'system';
  const label = `${t('theme.label')}: ${t(`theme.${appearance}`)}`;
  return (
    <Tooltip title={label}>
      <Button type="text" icon={icons[appearance]} aria-label={label} onClick={() => setAppearance(next)} />
    </Tooltip>
  );
}
