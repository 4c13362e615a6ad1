import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type SealDetail, sealStatuses, sealsApi } from '#contract/powers/seals';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText, useTimeText } from '../../../../ui/time-text.tsx';
import { CaseAlerts } from '../../../../workbench/cases/case-alerts.tsx';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { DeviceStateTag } from './device-state-tag.tsx';

const route = getRouteApi('/workbench/powers/seals/$id');

/** One seal: its register, its device, how often it was used, and what can be done now. */
export default function SealPage() {
  const { t } = useTranslation('powers-seals');
  const { id } = route.useParams();
  const query = useEndpoint(sealsApi.getSeal, { params: { id } }, { refetchInterval: 30_000 });
  return (
    <PageQuery
      query={query}
      title={t('seals.one')}
      list={{ title: t('seals.title'), to: '/workbench/powers/seals' }}
    >
      {(seal) => <SealView seal={seal} />}
    </PageQuery>
  );
}

function Register({ seal }: { seal: SealDetail }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  return (
    <Facts
      facts={[
        { label: t('seals.owner'), value: pick(seal.organName) },
        { label: t('seals.status'), value: pick(sealStatuses[seal.status]) },
        { label: t('seals.keeper'), value: seal.keeper },
        { label: t('seal.approvers'), value: seal.approvers.join('、') },
        { label: t('seal.fence'), value: t('seal.fenceText', seal.fence), wide: true },
      ]}
    />
  );
}

function Device({ seal }: { seal: SealDetail }) {
  const { t } = useTranslation('powers-seals');
  const write = useTimeText();
  const { deviceFacts: facts } = seal;
  if (!facts) return <p className="wb-quiet">{t('seal.noDevice')}</p>;
  return (
    <div className="wb-stack-small">
      {facts.silentSince && (
        <Alert
          type="error"
          showIcon
          className="wb-full"
          title={t('seal.silent', { at: write(facts.silentSince) })}
        />
      )}
      {seal.device === 'never' && <p className="wb-quiet">{t('seal.neverHint')}</p>}
      <div>
        <Facts
          facts={[
            { label: t('seals.status'), value: <DeviceStateTag state={seal.device} /> },
            { label: t('seals.seen'), value: seal.lastSeenAt && <TimeText at={seal.lastSeenAt} /> },
            { label: t('seal.battery'), value: facts.battery === null ? null : `${facts.battery} %` },
            { label: t('seal.waiting'), value: facts.waiting },
            { label: t('seal.counter'), value: facts.counter },
            {
              label: t('seal.enrolled'),
              value: t('seal.enrolledText', { by: facts.enrolledBy, at: write(facts.enrolledAt) }),
            },
            { label: t('seal.deviceId'), value: <code>{facts.id}</code>, wide: true },
            { label: t('seal.publicKey'), value: <code>{facts.publicKey}</code>, wide: true },
          ]}
        />
      </div>
    </div>
  );
}

function Statistics({ seal }: { seal: SealDetail }) {
  const { t } = useTranslation('powers-seals');
  if (seal.months.length === 0) return <p className="wb-quiet">{t('seal.noStatistics')}</p>;
  const number = (key: 'stampings' | 'impressions' | 'late' | 'unasked') => ({
    key,
    dataIndex: key,
    title: t(`seal.${key}`),
    align: 'right' as const,
  });
  return (
    <ScrollTable
      label={t('seal.table')}
      rowKey="month"
      columns={[
        { key: 'month', dataIndex: 'month', title: t('seal.month') },
        number('stampings'),
        number('impressions'),
        number('late'),
        number('unasked'),
      ]}
      dataSource={seal.months}
    />
  );
}

function SealView({ seal }: { seal: SealDetail }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const may = useMay();
  const act = useAction(casesApi.actOnCase, { refreshes: [sealsApi.getSeal, sealsApi.listSeals] });
  return (
    <>
      <PageHeader
        title={seal.name}
        sub={
          <>
            {pick(seal.regionName)} ·{' '}
            <Link to="/workbench/cases/$id" params={{ id: seal.id }}>
              {t('seal.case')}
            </Link>
          </>
        }
        crumbs={[{ title: t('seals.title'), to: '/workbench/powers/seals' }, { title: seal.name }]}
        marks={
          <>
            <DeviceStateTag state={seal.device} />
            {seal.demonstration && <DemoBadge />}
          </>
        }
      />
      <div className="wb-columns">
        <div className="wb-stack">
          <Section title={t('seal.facts')}>
            <Register seal={seal} />
          </Section>
          <Section
            title={t('seal.statistics')}
            extra={
              <Link to="/workbench/powers/stampings" search={{ seal: seal.id }}>
                {t('seal.toRequests')}
              </Link>
            }
          >
            <Statistics seal={seal} />
          </Section>
        </div>
        <div className="wb-stack">
          <Section title={t('seal.now')} className="no-print">
            <ActionPanel
              actions={seal.availableActions}
              onAct={(action, values) =>
                act.mutateAsync({ params: { id: seal.id }, body: { action, values } })
              }
            />
          </Section>
          <Section title={t('seal.deviceTitle')}>
            <Device seal={seal} />
          </Section>
          {may('alerts.read') && (
            <Section title={t('seal.alerts')}>
              <CaseAlerts alerts={seal.alerts} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
