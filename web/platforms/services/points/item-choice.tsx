import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';

interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
}

/** A choice of an item by name or pinyin: the server searches while one types. */
export function ItemChoice({ id, value, onChange }: Props) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useEndpoint(
    catalogueApi.listItems,
    { query: { search: search || undefined, pageSize: 20 } },
    { keepPrevious: true },
  );
  const chosen = useEndpoint(
    catalogueApi.getItem,
    { params: { code: value ?? '' } },
    { enabled: Boolean(value), staleTime: 300_000 },
  );
  const options = (found.data?.rows ?? []).map((item) => ({
    value: item.code,
    label: `${pick(item.name)} · ${pick(item.organName)}`,
  }));
  if (value && chosen.data && !options.some((option) => option.value === value))
    options.unshift({ value, label: pick(chosen.data.name) });
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('filters.anyItem')}
      value={value}
      onChange={(code?: string) => onChange?.(code)}
      options={options}
      loading={found.isFetching}
      popupMatchSelectWidth={300}
    />
  );
}
