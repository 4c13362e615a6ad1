import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '#contract/item-form';
import { usePick } from '../../../i18n/language.ts';

interface FormControlProps {
  field: FormField;
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

const modes: Partial<Record<FormField['kind'], 'numeric' | 'decimal' | 'tel'>> = {
  number: 'decimal',
  money: 'decimal',
  phone: 'tel',
  region: 'numeric',
  date: 'numeric',
};

/** The control for one field of an application form; its value is always the text as it was typed. */
export function FormControl({ field, value = '', onChange, ...bound }: FormControlProps) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const { kind, maxLength = 4000 } = field;
  const change = (event: { target: { value: string } }) => onChange?.(event.target.value);
  if (kind === 'select')
    return (
      <Select
        {...bound}
        allowClear={!field.required}
        value={value || undefined}
        onChange={(code: string | undefined) => onChange?.(code ?? '')}
        options={(field.options ?? []).map(({ code, name }) => ({ value: code, label: pick(name) }))}
      />
    );
  if (kind === 'long-text')
    return (
      <Input.TextArea
        {...bound}
        value={value}
        onChange={change}
        maxLength={maxLength}
        autoSize={{ minRows: 3 }}
      />
    );
  return (
    <Input
      {...bound}
      value={value}
      onChange={change}
      inputMode={modes[kind]}
      maxLength={kind === 'text' ? maxLength : 40}
      placeholder={kind === 'date' ? 'YYYY-MM-DD' : kind === 'region' ? t('apply.region') : undefined}
      suffix={kind === 'money' ? '元' : undefined}
    />
  );
}
