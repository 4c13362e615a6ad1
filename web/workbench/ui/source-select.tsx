import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { sourcesApi } from '#contract/sources';
import { useEndpoint } from '../../api.ts';

interface SourceSelectProps {
  id?: string;
  value?: string;
  onChange: (source: string | undefined) => void;
}

/** A choice among the registered sources. */
export function SourceSelect({ id, value, onChange }: SourceSelectProps) {
  const { t } = useTranslation('workbench');
  const sources = useEndpoint(sourcesApi.listSources, {}, { staleTime: 60_000 });
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('select.source')}
      value={value}
      loading={sources.isFetching}
      onChange={(source?: string) => onChange(source || undefined)}
      options={(sources.data ?? []).map((source) => ({ value: source.code, label: source.name }))}
      popupMatchSelectWidth={260}
    />
  );
}
