import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { RemoteSelect } from './remote-select.tsx';
import { useSettled } from './use-settled.ts';

interface ItemSelectProps {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
}

/** A choice of an item of the catalogue by name, pinyin or code. */
export function ItemSelect(props: ItemSelectProps) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const [text, setText] = useState('');
  const search = useSettled(text);
  const found = useEndpoint(
    catalogueApi.listItems,
    { query: { search: search || undefined, pageSize: 30 } },
    { keepPrevious: true },
  );
  const chosen = useEndpoint(
    catalogueApi.getItem,
    { params: { code: props.value ?? '' } },
    { enabled: Boolean(props.value), staleTime: 300_000 },
  );
  const options = (found.data?.rows ?? []).map((item) => ({
    value: item.code,
    label: pick(item.name),
    hint: `${item.code} · ${pick(item.organName)}`,
  }));
  if (props.value && chosen.data && !options.some((option) => option.value === props.value))
    options.push({ value: props.value, label: pick(chosen.data.name), hint: props.value });
  return (
    <RemoteSelect
      {...props}
      placeholder={t('select.item')}
      options={options}
      loading={found.isFetching}
      failed={found.isError}
      onSearch={setText}
    />
  );
}
