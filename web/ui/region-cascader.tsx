import { TreeSelect } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { regionsApi } from '#contract/regions';
import { province } from '#contract/province';
import { call, queryClient, type ResponseOf, useEndpoint } from '../api.ts';
import { useLanguage } from '../i18n/language.ts';

type RegionRow = ResponseOf<typeof regionsApi.listRegions>[number];
interface Node {
  id: string;
  pId: string;
  value: string;
  title: string;
  isLeaf: boolean;
}
interface Props {
  value: string | undefined;
  onChange: (region: string | undefined) => void;
  placeholder?: string;
  style?: React.CSSProperties;
  /** For a label of its own; otherwise the placeholder names the field. */
  id?: string;
}

/** Picks a division from province to village: opened level by level, or found by name, pinyin or code. */
export function RegionCascader({ value, onChange, placeholder, style, id }: Props) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const [opened, setOpened] = useState<RegionRow[]>([]);
  const top = useEndpoint(regionsApi.listRegions, { query: { parent: province } }, { staleTime: 600_000 });
  const found = useEndpoint(
    regionsApi.listRegions,
    { query: { search } },
    { enabled: search !== '', keepPrevious: true },
  );
  const chosen = useEndpoint(
    regionsApi.listRegions,
    { query: { search: value } },
    { enabled: Boolean(value), staleTime: 600_000 },
  );
  const nameOf = (row: RegionRow | undefined) => row?.name[language];
  const node = (row: RegionRow): Node => ({
    id: row.code,
    pId: row.parent ?? '0',
    value: row.code,
    title: row.name[language],
    isLeaf: row.children === 0,
  });
  const flat = (row: RegionRow): Node => ({
    ...node(row),
    pId: '0',
    isLeaf: true,
    title: [...row.path.map((part) => part[language]), row.name[language]].join(' / '),
  });
  const rows = [...(top.data ?? []), ...opened];
  const tree =
    search === ''
      ? rows.map((row) => (row.parent === province ? { ...node(row), pId: '0' } : node(row)))
      : (found.data ?? []).map(flat);
  const label = nameOf(
    rows.find((row) => row.code === value) ?? chosen.data?.find((row) => row.code === value),
  );

  const open = async (parent: string) => {
    const children = await queryClient.fetchQuery({
      queryKey: [regionsApi.listRegions.path, { query: { parent } }],
      queryFn: () => call(regionsApi.listRegions, { query: { parent } }),
      staleTime: 600_000,
    });
    setOpened((before) => [...before.filter((row) => row.parent !== parent), ...children]);
  };
  const hint = placeholder ?? t('region.placeholder');
  return (
    <TreeSelect
      id={id}
      aria-label={id ? undefined : hint}
      style={{ minWidth: 150, ...style }}
      treeDataSimpleMode
      treeData={tree}
      labelInValue
      value={value ? { value, label: label ?? value } : undefined}
      onChange={(next: { value: string; label: React.ReactNode } | undefined) => {
        setTyped('');
        onChange(next?.value);
      }}
      loadData={(one) => open(String(one.value))}
      showSearch={{ searchValue: typed, onSearch: setTyped, filterTreeNode: false }}
      allowClear
      placeholder={hint}
      popupMatchSelectWidth={false}
      loading={top.isLoading || found.isFetching}
    />
  );
}
