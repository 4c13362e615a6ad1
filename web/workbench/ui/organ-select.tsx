import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { regionsApi } from '#contract/regions';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { RemoteSelect } from './remote-select.tsx';
import { useSettled } from './use-settled.ts';

interface OrganSelectProps {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
  /** Only organs of this division and below. */
  region?: string;
  onBlur?: () => void;
  allowClear?: boolean;
}

/** A choice of an organ by its name. */
export function OrganSelect({ region, ...props }: OrganSelectProps) {
  const { t } = useTranslation('workbench');
  const pick = usePick();
  const [text, setText] = useState('');
  const search = useSettled(text);
  const found = useEndpoint(
    regionsApi.listOrgans,
    { query: { search: search || undefined, region, pageSize: 30 } },
    { keepPrevious: true },
  );
  const chosen = useEndpoint(
    regionsApi.listOrgans,
    { query: { code: props.value, pageSize: 1 } },
    { enabled: props.value !== undefined && props.value !== '', staleTime: 300_000 },
  );
  const rows = [...(found.data?.rows ?? []), ...(props.value ? (chosen.data?.rows ?? []) : [])];
  const options = [...new Map(rows.map((organ) => [organ.code, organ])).values()].map((organ) => ({
    value: organ.code,
    label: pick(organ.name),
    hint: pick(organ.regionName),
  }));
  return (
    <RemoteSelect
      {...props}
      placeholder={t('select.organ')}
      options={options}
      loading={found.isFetching}
      failed={found.isError}
      onSearch={setText}
    />
  );
}
