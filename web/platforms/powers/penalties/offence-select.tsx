import { Select } from 'antd';
import { penaltiesApi } from '#contract/powers/penalties';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';

/** The benchmarks, which seldom change. */
export const useBenchmarks = () => useEndpoint(penaltiesApi.getBenchmarks, {}, { staleTime: 300_000 });

interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
  placeholder?: string;
  allowClear?: boolean;
}

/** A choice of an offence of the benchmarks. */
export function OffenceSelect({ allowClear = false, ...rest }: Props) {
  const pick = usePick();
  const benchmarks = useBenchmarks();
  return (
    <Select
      {...rest}
      allowClear={allowClear}
      loading={benchmarks.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(benchmarks.data?.offences ?? []).map(({ code, name }) => ({
        value: code,
        label: pick(name),
      }))}
    />
  );
}
