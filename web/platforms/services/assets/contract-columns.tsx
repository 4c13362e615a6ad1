import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContractRow } from '#contract/services/assets';
import { MoneyText } from './money-text.tsx';

/** What everybody reads of a contract, beside its number. */
export function useContractColumns(): TableColumnsType<ContractRow> {
  const { t } = useTranslation('services-assets');
  return [
    { key: 'what', title: t('contracts.what'), render: (_, row) => row.what },
    { key: 'area', title: t('contracts.area'), align: 'right', render: (_, row) => row.area },
    { key: 'party', title: t('contracts.party'), render: (_, row) => row.party },
    { key: 'until', title: t('contracts.until'), render: (_, row) => row.until },
    {
      key: 'rent',
      title: t('contracts.rent'),
      align: 'right',
      render: (_, row) => <MoneyText amount={row.yearlyRent} />,
    },
    {
      key: 'unpaid',
      title: t('contracts.unpaid'),
      align: 'right',
      render: (_, row) => <MoneyText amount={row.unpaid} />,
    },
    { key: 'status', title: t('books.status'), render: (_, row) => t(`contractStatus.${row.status}`) },
  ];
}
