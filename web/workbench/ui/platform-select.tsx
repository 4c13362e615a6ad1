import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { platformNames } from '#contract/catalogue';
import { usePick } from '../../i18n/language.ts';

interface PlatformSelectProps {
  id?: string;
  value?: string;
  onChange?: (platform: string | undefined) => void;
  allowClear?: boolean;
  disabled?: boolean;
}

/** A choice among the eight platforms. */
export function PlatformSelect({ allowClear = true, onChange, ...props }: PlatformSelectProps) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  return (
    <Select
      {...props}
      allowClear={allowClear}
      placeholder={t('select.platform')}
      onChange={(platform?: string) => onChange?.(platform || undefined)}
      options={Object.entries(platformNames).map(([code, name]) => ({ value: code, label: pick(name) }))}
      popupMatchSelectWidth={220}
    />
  );
}
