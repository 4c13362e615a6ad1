import { CheckCircleOutlined, DisconnectOutlined, PoweroffOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Operations } from '#contract/operations';
import { bytesText } from '../../ui/bytes-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from '../../ui/tag.module.css';
import { TimeText } from '../../ui/time-text.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { StateTag } from './state-tag.tsx';

type Process = Operations['processes'][number];

const icons = {
  running: CheckCircleOutlined,
  silent: DisconnectOutlined,
  stopped: PoweroffOutlined,
} as const;
const tones = { running: styles.good, silent: styles.yellow, stopped: '' } as const;

function ProcessState({ state }: { state: Process['state'] }) {
  const { t } = useTranslation('workbench-operations');
  const Icon = icons[state];
  return (
    <span className={`${styles.tag} ${tones[state]}`}>
      <Icon aria-hidden />
      {t(`processState.${state}`)}
    </span>
  );
}

function Disk({ row }: { row: Process }) {
  const { t } = useTranslation('workbench-operations');
  const percent = row.diskTotal > 0 ? Math.floor((row.diskFree / row.diskTotal) * 100) : 0;
  return (
    <>
      {t('diskFree', { free: bytesText(row.diskFree), total: bytesText(row.diskTotal), percent })}{' '}
      {row.diskState !== 'fine' && <StateTag state={row.diskState} />}
    </>
  );
}

function Version({ row, schema }: { row: Process; schema: string }) {
  const { t } = useTranslation('workbench-operations');
  return (
    <>
      {row.version} <span className="wb-quiet">Node {row.node}</span>
      {row.schema < schema && <div>{t('behind')}</div>}
    </>
  );
}

/** The server processes with their versions, and how the disk of each stands. @param schema the newest migration of the database */
export function ProcessTable({ processes, schema }: { processes: Process[]; schema: string }) {
  const { t } = useTranslation('workbench-operations');
  const connections = ({ connections: used, connectionsWaitedFor: waited }: Process) =>
    t('connectionsOf', { used, waited });
  const columns: TableColumnsType<Process> = [
    { key: 'state', title: t('status'), width: 110, render: (_, row) => <ProcessState state={row.state} /> },
    { key: 'name', title: t('process'), render: (_, row) => <code>{row.name}</code> },
    { key: 'version', title: t('version'), render: (_, row) => <Version row={row} schema={schema} /> },
    {
      key: 'started',
      title: t('started'),
      render: (_, row) => <TimeText at={row.startedAt} form="minute" />,
    },
    { key: 'seen', title: t('seen'), render: (_, row) => <TimeText at={row.seenAt} form="second" /> },
    { key: 'disk', title: t('disk'), render: (_, row) => <Disk row={row} /> },
    { key: 'streams', title: t('streams'), align: 'end', dataIndex: 'streams' },
    { key: 'connections', title: t('connections'), render: (_, row) => connections(row) },
  ];
  if (processes.length === 0) return <EmptyState title={t('noProcess')} hint={t('noProcessHint')} />;
  return (
    <ListTable
      label={t('processes')}
      rows={processes}
      rowKey={(row) => row.name}
      columns={columns}
      card={(row) => (
        <article className="wb-card">
          <div className="wb-card-head">
            <ProcessState state={row.state} />
            <TimeText at={row.seenAt} form="second" />
          </div>
          <code>{row.name}</code>
          <div>
            <Version row={row} schema={schema} />
          </div>
          <div>
            {t('disk')} <Disk row={row} />
          </div>
          <div className="wb-quiet">
            {t('streams')} {row.streams} · {t('connections')} {connections(row)}
          </div>
        </article>
      )}
    />
  );
}
