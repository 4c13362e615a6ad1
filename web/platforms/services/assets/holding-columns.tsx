import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HoldingRow } from '#contract/services/assets';
import { MoneyText } from './money-text.tsx';

/** What everybody reads of an asset, beside its number. */
export function useHoldingColumns(): TableColumnsType<HoldingRow> {
  const { t } = useTranslation('services-assets');
  return [
    { key: 'name', title: t('holdings.name'), render: (_, row) => row.name },
    {
      key: 'value',
      title: t('holdings.value'),
      align: 'right',
      render: (_, row) => <MoneyText amount={row.value} />,
    },
    {
      key: 'net',
      title: t('holdings.net'),
      align: 'right',
      render: (_, row) => <MoneyText amount={row.netValue} />,
    },
    { key: 'acquired', title: t('holdings.acquired'), render: (_, row) => row.acquired },
    { key: 'user', title: t('holdings.user'), render: (_, row) => row.user || '—' },
    { key: 'status', title: t('books.status'), render: (_, row) => t(`use.${row.status}`) },
  ];
}
