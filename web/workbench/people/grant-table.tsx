import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { GrantRow } from '#contract/people';
import { usePick } from '../../i18n/language.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { GrantActions } from './grant-actions.tsx';
import { GrantState } from './person-state.tsx';

/** The grants of one account, with what can be done about each. */
export function GrantTable({ rows }: { rows: GrantRow[] }) {
  const { t } = useTranslation('workbench-people');
  return (
    <ListTable
      rows={rows}
      label={t('grants.title')}
      rowKey={(row) => String(row.id)}
      columns={useGrantColumns()}
      card={(row) => <GrantCard row={row} />}
    />
  );
}

/** The columns of a list of grants. `ofAll`: of several accounts, so that each row names its own. */
export function useGrantColumns(ofAll = false): TableColumnsType<GrantRow> {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  return [
    {
      key: 'state',
      title: t('grants.state'),
      width: 100,
      render: (_, row) => <GrantState state={row.state} />,
    },
    ...(ofAll
      ? [
          {
            key: 'account',
            title: t('accounts.account'),
            render: (_: unknown, row: GrantRow) => <Holder row={row} />,
          },
        ]
      : []),
    {
      key: 'role',
      title: t('grants.role'),
      render: (_, row) => (
        <>
          <strong>{pick(row.roleName)}</strong>
          <div className="wb-quiet wb-place">
            <Place row={row} />
          </div>
        </>
      ),
    },
    { key: 'time', title: t('grants.time'), render: (_, row) => <Period row={row} /> },
    { key: 'persons', title: t('grants.persons'), render: (_, row) => <Persons row={row} /> },
    { key: 'do', title: t('grants.do'), fixed: 'right', render: (_, row) => <GrantActions row={row} /> },
  ];
}

export function GrantCard({ row, ofAll = false }: { row: GrantRow; ofAll?: boolean }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <GrantState state={row.state} />
        {ofAll && <Holder row={row} />}
      </div>
      <strong>{pick(row.roleName)}</strong>
      <div>
        <Place row={row} />
      </div>
      <div className="wb-quiet">
        <Period row={row} />
      </div>
      <Persons row={row} />
      <GrantActions row={row} />
    </article>
  );
}

function Holder({ row }: { row: GrantRow }) {
  return (
    <Link to="/workbench/people/accounts/$account" params={{ account: row.account }}>
      {row.account}
    </Link>
  );
}

function Place({ row }: { row: GrantRow }) {
  const pick = usePick();
  return (
    <>
      {row.organ && `${pick(row.organ.name)} · `}
      {pick(row.regionName)}
    </>
  );
}

function Period({ row }: { row: GrantRow }) {
  const { t } = useTranslation('workbench-people');
  return (
    <>
      <TimeText at={row.from} form="day" /> {t('grants.to')}{' '}
      {row.until ? <TimeText at={row.until} form="day" /> : t('grants.open')}
    </>
  );
}

/** Who proposed, decided and revoked it, and why it was proposed. */
function Persons({ row }: { row: GrantRow }) {
  const { t } = useTranslation('workbench-people');
  return (
    <div className="wb-persons">
      {row.origin === 'first' ? (
        <div>{t('grants.first')}</div>
      ) : (
        <div>{t('grants.proposedBy', { name: row.proposedBy ?? '—' })}</div>
      )}
      {row.decidedBy && (
        <div>
          {t(row.state === 'refused' ? 'grants.refusedBy' : 'grants.approvedBy', { name: row.decidedBy })}
        </div>
      )}
      {row.revokedBy && <div>{t('grants.revokedBy', { name: row.revokedBy })}</div>}
      <div className="wb-quiet">{row.reason}</div>
    </div>
  );
}
