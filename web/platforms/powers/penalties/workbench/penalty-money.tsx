import { useTranslation } from 'react-i18next';
import type { PenaltyDetail } from '#contract/powers/penalties';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { MoneyText } from '../money-text.tsx';

interface Props {
  money: NonNullable<PenaltyDetail['money']>;
  /** Whether something may still be owed. */
  open: boolean;
}

/** What is owed of a fine today, and what was paid. */
export function PenaltyMoney({ money, open }: Props) {
  const { t } = useTranslation('powers-penalties');
  return (
    <>
      <Facts
        facts={[
          { label: t('page.fine'), value: <MoneyText amount={money.fine} /> },
          { label: t('page.dueOn'), value: money.dueOn },
          { label: t('page.surcharge'), value: <MoneyText amount={money.surcharge} /> },
          { label: t('page.paid'), value: <MoneyText amount={money.paid} /> },
          open && {
            label: `${t('page.owing')} (${t('page.asOf', { date: money.today })})`,
            value: (
              <strong>
                <MoneyText amount={money.owing} />
              </strong>
            ),
          },
        ]}
      />
      {money.payments.length === 0 ? (
        <p className="wb-quiet">{t('page.noPayments')}</p>
      ) : (
        <ScrollTable
          label={t('page.payments')}
          rowKey={(row) => `${row.on} ${row.receipt} ${row.amount}`}
          dataSource={money.payments}
          columns={[
            { key: 'on', title: t('page.on'), render: (_, row) => row.on },
            {
              key: 'amount',
              title: t('page.amount'),
              align: 'right',
              render: (_, row) => <MoneyText amount={row.amount} />,
            },
            { key: 'receipt', title: t('page.receipt'), render: (_, row) => row.receipt },
            { key: 'cashier', title: t('page.cashier'), render: (_, row) => row.cashier },
          ]}
        />
      )}
    </>
  );
}
