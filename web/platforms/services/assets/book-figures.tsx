import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '#contract/services/assets';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import { TimeText } from '../../../ui/time-text.tsx';
import { MoneyText } from './money-text.tsx';

/** What a figure of a book counts; the page makes a link of it. */
export interface Counted {
  account?: string;
  subject?: string;
  month?: string;
  kind?: 'income' | 'expense' | 'transfer';
}

interface FiguresProps {
  book: BookDetail;
  /** A figure as a link to the vouchers that it sums. */
  link: (counted: Counted, label: string, text: ReactNode) => ReactNode;
}

function Table({ title, head, children }: { title: string; head: string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <div className={tables.scroll} tabIndex={0} role="region" aria-label={title}>
      <table className={tables.table}>
        <caption className="mj-sr-only">{title}</caption>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Whether the accounts are what their vouchers come to, said by more than colour. */
export function Balanced({ book }: { book: BookDetail }) {
  const { t } = useTranslation('services-assets');
  return (
    <p>
      {book.balanced ? (
        <CheckCircleOutlined aria-hidden style={{ color: 'var(--mj-good-solid)' }} />
      ) : (
        <WarningOutlined aria-hidden style={{ color: 'var(--mj-level-red-solid)' }} />
      )}{' '}
      {t(book.balanced ? 'book.balanced' : 'book.unbalanced')}
    </p>
  );
}

export function AccountTable({ book, link }: FiguresProps) {
  const { t } = useTranslation('services-assets');
  const head = ['book.account', 'book.opening', 'books.income', 'books.expense', 'books.balance'] as const;
  return (
    <Table title={t('book.accounts')} head={head.map((key) => t(key))}>
      {book.accounts.map(({ code, name, opening, income, expense, balance }) => (
        <tr key={code}>
          <th scope="row">{link({ account: code }, name, name)}</th>
          <td>
            <MoneyText amount={opening} />
          </td>
          <td>
            <MoneyText amount={income} />
          </td>
          <td>
            <MoneyText amount={expense} />
          </td>
          <td>{link({ account: code }, `${name} ${t('books.balance')}`, <MoneyText amount={balance} />)}</td>
        </tr>
      ))}
    </Table>
  );
}

export function SubjectTable({ book, link }: FiguresProps) {
  const { t } = useTranslation('services-assets');
  const pick = usePick();
  if (book.subjects.length === 0) return <p className="wb-quiet">{t('book.none')}</p>;
  return (
    <Table
      title={t('book.subjects')}
      head={[t('book.subject'), t('vouchers.kind'), t('book.total'), t('books.vouchers')]}
    >
      {book.subjects.map(({ code, name, kind, total, vouchers }) => (
        <tr key={code}>
          <th scope="row">{pick(name)}</th>
          <td>{t(`kind.${kind}`)}</td>
          <td>{link({ subject: code }, pick(name), <MoneyText amount={total} />)}</td>
          <td>{vouchers}</td>
        </tr>
      ))}
    </Table>
  );
}

export function MonthTable({ book, link }: FiguresProps) {
  const { t } = useTranslation('services-assets');
  if (book.months.length === 0) return <p className="wb-quiet">{t('book.none')}</p>;
  const head = ['book.month', 'books.income', 'books.expense', 'book.closed', 'book.signedBy'] as const;
  return (
    <Table title={t('book.months')} head={head.map((key) => t(key))}>
      {book.months.map(({ month, income, expense, closedAt, signedBy }) => (
        <tr key={month}>
          <th scope="row">{link({ month }, month, month)}</th>
          <td>
            {link({ month, kind: 'income' }, `${month} ${t('books.income')}`, <MoneyText amount={income} />)}
          </td>
          <td>
            {link(
              { month, kind: 'expense' },
              `${month} ${t('books.expense')}`,
              <MoneyText amount={expense} />,
            )}
          </td>
          <td>{closedAt ? <TimeText at={closedAt} /> : t('book.notClosed')}</td>
          <td>{signedBy ?? t('book.notSigned')}</td>
        </tr>
      ))}
    </Table>
  );
}
