import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';

interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
}

/** A category of the hotline, from its tree or by a word of its name. */
export function CategorySelect(props: Props) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const query = useEndpoint(ticketsApi.listCategories, {}, { staleTime: 600_000 });
  const nodes = (query.data?.categories ?? []).map(({ code, name, parent, emergency }) => ({
    id: code,
    pId: parent ?? '0',
    value: code,
    title: emergency && parent ? `${pick(name)}（${t('list.emergency')}）` : pick(name),
  }));
  return (
    <TreeSelect
      {...props}
      treeDataSimpleMode
      treeData={nodes}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      loading={query.isLoading}
      placeholder={t('fields.category')}
    />
  );
}
