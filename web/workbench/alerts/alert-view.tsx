import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '#contract/alerts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { ToldList } from '../messages/told-list.tsx';
import { IssueCorrection } from './issue-correction.tsx';

/** What an alert says and rests on, what would clear it, and the correction it led to or may lead to. */
export function AlertView({ alert }: { alert: AlertDetail }) {
  const { t } = useTranslation('workbench-queues');
  const may = useMay();
  return (
    <div className="wb-stack">
      <div className="wb-tags">
        <LevelTag level={alert.level} />
        <StatusTag kind="alert" status={alert.status} />
        {alert.demonstration && <DemoBadge />}
      </div>
      <Alert type="info" showIcon title={t('alerts.clue')} />
      <AlertFacts alert={alert} />
      <AlertGrounds alert={alert} heading="h2" />
      <ToldList alertId={alert.id} />
      {alert.correctionId ? (
        <Link to="/workbench/corrections/$id" params={{ id: alert.correctionId }} className="wb-button-link">
          {t('alerts.toCorrection')}
        </Link>
      ) : (
        alert.status === 'open' && may('corrections.supervise') && <IssueCorrection alert={alert} />
      )}
    </div>
  );
}

function AlertFacts({ alert }: { alert: AlertDetail }) {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  return (
    <Facts
      facts={[
        {
          label: t('alerts.case'),
          wide: true,
          value: (
            <>
              <Link to="/workbench/cases/$id" params={{ id: alert.caseId }} className="wb-number">
                {alert.caseNumber}
              </Link>
              <CopyButton text={alert.caseNumber} what={t('alerts.case')} />
            </>
          ),
        },
        { label: t('alerts.item'), value: pick(alert.itemName) },
        { label: t('alerts.organ'), value: pick(alert.organName) },
        { label: t('alerts.place'), value: pick(alert.regionName) },
        { label: t('alerts.ruleCode'), value: <code>{alert.rule}</code> },
        { label: t('alerts.fired'), value: <TimeText at={alert.firedAt} /> },
        { label: t('alerts.recorded'), value: <TimeText at={alert.recordedAt} /> },
      ]}
    />
  );
}

/** Basis, evidence and what would clear it; the same block stands on the page of the correction. */
export function AlertGrounds({ alert, heading: Heading }: { alert: AlertDetail; heading: 'h2' | 'h3' }) {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  return (
    <>
      <section aria-label={t('alerts.basis')}>
        <Heading className="wb-h3">{t('alerts.basis')}</Heading>
        <p>{alert.basis}</p>
      </section>
      <section aria-label={t('alerts.evidence')}>
        <Heading className="wb-h3">{t('alerts.evidence')}</Heading>
        {alert.evidence.length === 0 ? (
          <p className="wb-quiet">{t('alerts.noEvidence')}</p>
        ) : (
          <dl className="wb-evidence">
            {alert.evidence.map((fact) => (
              <div key={`${fact.label.en} ${fact.value}`}>
                <dt>{pick(fact.label)}</dt>
                <dd>{fact.name ? pick(fact.name) : fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <section aria-label={t('alerts.clears')}>
        <Heading className="wb-h3">{t('alerts.clears')}</Heading>
        <p>{pick(alert.clears)}</p>
      </section>
    </>
  );
}
