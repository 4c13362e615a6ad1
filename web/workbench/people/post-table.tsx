import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { peopleApi } from '#contract/people';
import type { ResponseOf } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ListTable } from '../ui/list-table.tsx';

export type PostRow = ResponseOf<typeof peopleApi.listPosts>['rows'][number];

/** Posts that an account holds or held. */
export function PostTable({ rows, account }: { rows: PostRow[]; account: string }) {
  const { t } = useTranslation('workbench-people');
  return (
    <ListTable
      rows={rows}
      label={t('account.posts')}
      rowKey={(row) => String(row.id)}
      columns={usePostColumns(account)}
      card={(row) => <PostCard row={row} account={account} />}
    />
  );
}

/** The columns of a list of posts; of one account only its own times are told. */
export function usePostColumns(account?: string): TableColumnsType<PostRow> {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  return [
    { key: 'title', title: t('posts.post'), render: (_, row) => <strong>{pick(row.title)}</strong> },
    { key: 'organ', title: t('grants.organ'), render: (_, row) => pick(row.organ.name) },
    {
      key: 'time',
      title: t('posts.time'),
      render: (_, row) => <Period from={row.from} until={row.until} />,
    },
    {
      key: 'holders',
      title: t('posts.holders'),
      render: (_, row) => <Holders row={row} account={account} />,
    },
  ];
}

export function PostCard({ row, account }: { row: PostRow; account?: string }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <strong>{pick(row.title)}</strong>
      <div>{pick(row.organ.name)}</div>
      <div className="wb-quiet">
        <Period from={row.from} until={row.until} />
      </div>
      <Holders row={row} account={account} />
    </article>
  );
}

function Period({ from, until }: { from: string; until: string | null }) {
  const { t } = useTranslation('workbench-people');
  return (
    <>
      <TimeText at={from} form="day" /> {t('grants.to')}{' '}
      {until ? <TimeText at={until} form="day" /> : t('grants.open')}
    </>
  );
}

/** Who held it when, the latest first. */
function Holders({ row, account }: { row: PostRow; account?: string }) {
  const { t } = useTranslation('workbench-people');
  const holders = row.holders.filter((one) => account === undefined || one.account === account);
  if (holders.length === 0) return <span className="wb-quiet">{t('posts.nobody')}</span>;
  return (
    <ul className="wb-holders">
      {holders.map((one) => (
        <li key={`${one.account}/${one.from}`}>
          {account === undefined && (
            <Link to="/workbench/people/accounts/$account" params={{ account: one.account }}>
              {one.account}
            </Link>
          )}{' '}
          <span className="wb-quiet">
            <Period from={one.from} until={one.until} />
          </span>
        </li>
      ))}
    </ul>
  );
}
