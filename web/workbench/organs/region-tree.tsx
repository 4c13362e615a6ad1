import { Tree } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Region, regionsApi } from '#contract/regions';
import { province } from '#contract/province';
import { call, queryClient, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { QueryView } from '../../ui/query-view.tsx';

interface RegionTreeProps {
  chosen: string;
  onChoose: (region: string) => void;
}

/** The divisions from province to village; each level is read when it is opened. */
export function RegionTree(props: RegionTreeProps) {
  const top = useEndpoint(regionsApi.listRegions, { query: { search: province } }, { staleTime: 600_000 });
  return (
    <QueryView query={top}>
      {(rows) => {
        const root = rows.find((row) => row.code === province) ?? rows[0];
        return root ? <LoadedTree root={root} {...props} /> : null;
      }}
    </QueryView>
  );
}

interface TreeNode {
  key: string;
  title: string;
  isLeaf: boolean;
  children?: TreeNode[];
}

function LoadedTree({ root, chosen, onChoose }: RegionTreeProps & { root: Region }) {
  const { t } = useTranslation('workbench-organs');
  const pick = usePick();
  const [children, setChildren] = useState<ReadonlyMap<string, Region[]>>(new Map());
  const load = async (parent: string) => {
    if (children.has(parent)) return;
    const rows = await queryClient.fetchQuery({
      queryKey: [regionsApi.listRegions.path, { query: { parent } }],
      queryFn: () => call(regionsApi.listRegions, { query: { parent } }),
      staleTime: 600_000,
    });
    setChildren((before) => new Map(before).set(parent, rows));
  };
  const node = (row: Region): TreeNode => ({
    key: row.code,
    title: row.functionalZone ? t('zone', { name: pick(row.name) }) : pick(row.name),
    isLeaf: row.children === 0,
    children: children.get(row.code)?.map(node),
  });
  return (
    <Tree<TreeNode>
      className="wb-tree"
      aria-label={t('tree')}
      blockNode
      height={560}
      defaultExpandedKeys={[root.code]}
      treeData={[node(root)]}
      selectedKeys={[chosen]}
      loadData={(one) => load(one.key)}
      onSelect={(keys) => keys[0] !== undefined && onChoose(String(keys[0]))}
    />
  );
}
