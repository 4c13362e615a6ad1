import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type CameraDetail, cameraStatuses, hallsApi } from '#contract/powers/halls';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { CaseAlerts } from '../../../../workbench/cases/case-alerts.tsx';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { StreamTag } from '../stream-tag.tsx';
import { CameraTile } from './camera-tile.tsx';
import { CameraProposal, CameraVersions } from './camera-versions.tsx';
import { MomentList } from './moment-list.tsx';
import { StartViewing } from './start-viewing.tsx';
import { useViewings } from './use-viewings.ts';
import { CameraViewings } from './camera-viewings.tsx';

const route = getRouteApi('/workbench/powers/cameras/$id');

/** One camera: its picture, its register with versions, what was kept of it, and who watched it. */
export default function CameraPage() {
  const { t } = useTranslation('powers-halls');
  const { id } = route.useParams();
  const query = useEndpoint(hallsApi.getCamera, { params: { id } }, { refetchInterval: 20_000 });
  return (
    <PageQuery
      query={query}
      title={t('camera')}
      list={{ title: t('cameras.title'), to: '/workbench/powers/cameras' }}
    >
      {(camera) => <CameraView camera={camera} />}
    </PageQuery>
  );
}

function Live({ camera }: { camera: CameraDetail }) {
  const viewings = useViewings([camera.id]);
  return (
    <>
      {camera.mayWatch && (
        <StartViewing
          count={camera.stream === 'offline' ? 0 : 1}
          watching={viewings.watching}
          pending={viewings.pending}
          error={viewings.error}
          onStart={(purpose) => viewings.start([camera.id], purpose)}
          onStop={viewings.stop}
        />
      )}
      <CameraTile camera={camera} viewing={viewings.of(camera.id)} />
    </>
  );
}

function Register({ camera }: { camera: CameraDetail }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const { content } = camera;
  return (
    <Facts
      facts={[
        { label: t('hall'), value: content.hall },
        { label: t('register.window'), value: content.window },
        { label: t('register.organ'), value: pick(camera.organName) },
        { label: t('region'), value: pick(camera.regionName) },
        { label: t('cameras.status'), value: pick(cameraStatuses[camera.status]) },
        { label: t('cameras.retention'), value: t('days', { count: content.retentionDays }) },
        { label: t('register.address'), value: <code>{content.address}</code>, wide: true },
      ]}
    />
  );
}

function Stream({ camera }: { camera: CameraDetail }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  return (
    <Facts
      facts={[
        { label: t('cameras.stream'), value: <StreamTag state={camera.stream} /> },
        { label: t('cameras.since'), value: camera.streamSince && <TimeText at={camera.streamSince} /> },
        {
          label: t('cameras.last'),
          value: camera.lastSegmentAt && <TimeText at={camera.lastSegmentAt} form="second" />,
        },
        {
          label: t('one.checked'),
          value: camera.checkedAt && <TimeText at={camera.checkedAt} form="second" />,
        },
        { label: t('one.fault'), value: camera.streamFault && pick(camera.streamFault), wide: true },
      ]}
    />
  );
}

function CameraView({ camera }: { camera: CameraDetail }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const may = useMay();
  const act = useAction(casesApi.actOnCase, { refreshes: [hallsApi.getCamera, hallsApi.listCameras] });
  return (
    <>
      <PageHeader
        title={camera.name}
        sub={
          <>
            {camera.hall} · {pick(camera.regionName)} ·{' '}
            <Link to="/workbench/cases/$id" params={{ id: camera.id }}>
              {t('one.case')}
            </Link>
          </>
        }
        crumbs={[{ title: t('cameras.title'), to: '/workbench/powers/cameras' }, { title: camera.name }]}
        marks={
          <>
            {camera.status === 'in-use' ? (
              <StreamTag state={camera.stream} />
            ) : (
              <Tag>{pick(cameraStatuses[camera.status])}</Tag>
            )}
            {camera.demonstration && <DemoBadge />}
          </>
        }
      />
      {camera.proposed && camera.status === 'in-use' && (
        <Alert type="info" showIcon className="wb-full" title={t('one.waits')} />
      )}
      <div className="wb-columns">
        <div className="wb-stack">
          {camera.status === 'in-use' && (
            <Section title={t('one.live')} className="no-print">
              <Live camera={camera} />
            </Section>
          )}
          <Section title={t('one.moments')}>
            <MomentList moments={camera.momentList} />
          </Section>
          <Section title={t('one.viewings')}>
            <CameraViewings viewings={camera.viewings} />
          </Section>
        </div>
        <div className="wb-stack">
          <Section title={t('one.now')} className="no-print">
            <ActionPanel
              actions={camera.availableActions}
              onAct={(action, values) =>
                act.mutateAsync({ params: { id: camera.id }, body: { action, values } })
              }
            />
          </Section>
          <Section title={t('one.register')}>
            <Register camera={camera} />
            <CameraProposal camera={camera} />
          </Section>
          {camera.status === 'in-use' && (
            <Section title={t('one.stream')}>
              <Stream camera={camera} />
            </Section>
          )}
          <Section title={t('one.versions')}>
            <CameraVersions camera={camera} />
          </Section>
          {may('alerts.read') && (
            <Section title={t('one.alerts')}>
              <CaseAlerts alerts={camera.alertList} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
