import { Select, Spin } from 'antd';
import { useTranslation } from 'react-i18next';

export interface RemoteOption {
  value: string;
  label: string;
  /** A second line, such as the division of an organ. */
  hint?: string;
}

interface RemoteSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  placeholder: string;
  options: RemoteOption[];
  loading: boolean;
  failed: boolean;
  onSearch: (text: string) => void;
  /** A text that is no option but may stand, e.g. the code of an organ elsewhere. */
  allowClear?: boolean;
  onBlur?: () => void;
}

/** A choice among more than fit into a list: the server searches while one types. */
export function RemoteSelect(props: RemoteSelectProps) {
  const { t } = useTranslation('workbench');
  const { loading, failed, options, onSearch, onChange, allowClear = true, ...rest } = props;
  const nothing = loading ? <Spin size="small" /> : t(failed ? 'select.failed' : 'select.nothing');
  return (
    <Select
      {...rest}
      showSearch={{ filterOption: false, onSearch }}
      allowClear={allowClear}
      options={options}
      onChange={(value: string | undefined) => onChange?.(value ?? undefined)}
      notFoundContent={nothing}
      optionRender={({ data }) => (
        <span className="wb-option">
          {data.label}
          {data.hint && <small>{data.hint}</small>}
        </span>
      )}
      popupMatchSelectWidth={280}
    />
  );
}
