import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

interface YesNoSelectProps {
  id?: string;
  value: 'true' | 'false' | undefined;
  onChange: (value: 'true' | 'false' | undefined) => void;
  yes: string;
  no: string;
}

/** A filter with two sides, either or neither. */
export function YesNoSelect({ id, value, onChange, yes, no }: YesNoSelectProps) {
  const { t } = useTranslation('workbench');
  return (
    <Select
      id={id}
      allowClear
      placeholder={t('select.any')}
      value={value}
      onChange={(next?: 'true' | 'false') => onChange(next || undefined)}
      options={[
        { value: 'true', label: yes },
        { value: 'false', label: no },
      ]}
    />
  );
}
