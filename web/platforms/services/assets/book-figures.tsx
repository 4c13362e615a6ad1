import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '#contract/services/assets';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import { TimeText } from '../../../ui/time-text.tsx';
import styles from './book-figures.module.css';
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

/** A column of a table; those of figures stand to the right, under their heads. */
interface Head {
  text: string;
  figures?: boolean;
}

function Table({ title, head, children }: { title: string; head: Head[]; children: ReactNode }) {
  const { t } = useTranslation('services-assets');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={t('book.table', { title })}>
      <table className={tables.table}>
        <caption className="mj-sr-only">{title}</caption>
        <thead>
          <tr>
            {head.map(({ text, figures }) => (
              <th key={text} scope="col" className={figures ? tables.number : undefined}>
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
    <p className={styles.balanced}>
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
  const figures = ['book.opening', 'books.income', 'books.expense', 'books.balance'] as const;
  const head = [{ text: t('book.account') }, ...figures.map((key) => ({ text: t(key), figures: true }))];
  return (
    <Table title={t('book.accounts')} head={head}>
      {book.accounts.map(({ code, name, opening, income, expense, balance }) => (
        <tr key={code}>
          <th scope="row">{link({ account: code }, name, name)}</th>
          <td className={tables.number}>
            <MoneyText amount={opening} />
          </td>
          <td className={tables.number}>
            <MoneyText amount={income} />
          </td>
          <td className={tables.number}>
            <MoneyText amount={expense} />
          </td>
          <td className={tables.number}>
            {link({ account: code }, `${name} ${t('books.balance')}`, <MoneyText amount={balance} />)}
          </td>
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
      head={[
        { text: t('book.subject') },
        { text: t('vouchers.kind') },
        { text: t('book.total'), figures: true },
        { text: t('books.vouchers'), figures: true },
      ]}
    >
      {book.subjects.map(({ code, name, kind, total, vouchers }) => (
        <tr key={code}>
          <th scope="row">{pick(name)}</th>
          <td>{t(`kind.${kind}`)}</td>
          <td className={tables.number}>
            {link({ subject: code }, pick(name), <MoneyText amount={total} />)}
          </td>
          <td className={tables.number}>{vouchers}</td>
        </tr>
      ))}
    </Table>
  );
}

export function MonthTable({ book, link }: FiguresProps) {
  const { t } = useTranslation('services-assets');
  if (book.months.length === 0) return <p className="wb-quiet">{t('book.none')}</p>;
  const head = [
    { text: t('book.month') },
    { text: t('books.income'), figures: true },
    { text: t('books.expense'), figures: true },
    { text: t('book.closed') },
    { text: t('book.signedBy') },
  ];
  return (
    <Table title={t('book.months')} head={head}>
      {book.months.map(({ month, income, expense, closedAt, signedBy }) => (
        <tr key={month}>
          <th scope="row">{link({ month }, month, month)}</th>
          <td className={tables.number}>
            {link({ month, kind: 'income' }, `${month} ${t('books.income')}`, <MoneyText amount={income} />)}
          </td>
          <td className={tables.number}>
            {link(
              { month, kind: 'expense' },
              `${month} ${t('books.expense')}`,
              <MoneyText amount={expense} />,
            )}
          </td>
          <td className={styles.time}>{closedAt ? <TimeText at={closedAt} /> : t('book.notClosed')}</td>
          <td className={styles.time}>
            {signedBy === null ? t('book.notSigned') : signedBy || t('book.signed')}
          </td>
        </tr>
      ))}
    </Table>
  );
}
