import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { portalApi } from '#contract/portal';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { ProblemError } from '../problem-error.ts';
import { DemoBadge } from '../ui/demo-badge.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TimeText, useTimeText } from '../ui/time-text.tsx';
import type { Progress } from './answers.ts';
import { ProgressMissing } from './progress-missing.tsx';
import styles from './progress-page.module.css';
import { ProgressProof } from './progress-proof.tsx';
import { ProgressSteps } from './progress-steps.tsx';
import { Verdict } from './verdict.tsx';

function Facts({ progress }: { progress: Progress }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('progress.item')}</dt>
        <dd>{pick(progress.itemName)}</dd>
      </div>
      <div>
        <dt>{t('progress.organ')}</dt>
        <dd>{pick(progress.organName)}</dd>
      </div>
      <div>
        <dt>{t('progress.opened')}</dt>
        <dd>
          <TimeText at={progress.openedAt} />
        </dd>
      </div>
      <div>
        <dt>{t('progress.due')}</dt>
        <dd>{progress.dueAt ? <TimeText at={progress.dueAt} /> : t('progress.unknownDue')}</dd>
      </div>
      {progress.closedAt && (
        <div>
          <dt>{t('progress.closed')}</dt>
          <dd>
            <TimeText at={progress.closedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Why({ progress }: { progress: Progress }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <section className={styles.panel}>
      <h2>{t('progress.why')}</h2>
      {progress.explanation.length === 0 ? (
        <p className={styles.quiet}>{t('progress.noClock')}</p>
      ) : (
        <ol className={styles.why}>
          {progress.explanation.map((line) => (
            <li key={line.zh}>{pick(line)}</li>
          ))}
        </ol>
      )}
      {progress.supervisionPhone && (
        <div className={styles.phone}>
          <p className={styles.quiet}>{t('progress.phoneText')}</p>
          {t('progress.phone')} <a href={`tel:${progress.supervisionPhone}`}>{progress.supervisionPhone}</a>
        </div>
      )}
    </section>
  );
}

/** How far a case is, by the code on its receipt. */
export default function ProgressPage() {
  const { t } = useTranslation(['portal', 'shell']);
  const pick = usePick();
  const write = useTimeText();
  const { receipt } = useParams({ from: '/portal/progress/$receipt' });
  const query = useEndpoint(portalApi.getProgress, { params: { receipt } }, { refetchInterval: 60_000 });
  const refused = query.error instanceof ProblemError && [404, 422].includes(query.error.status);
  if (refused) return <ProgressMissing receipt={receipt} />;
  return (
    <QueryView query={query}>
      {(progress) => (
        <>
          <PageHeader
            title={pick(progress.itemName)}
            sub={`${t('progress.receipt')} ${progress.receipt}`}
            crumbs={[{ title: t('nav.home'), to: '/' }, { title: t('progress.title') }]}
            marks={progress.demonstration && <DemoBadge />}
            actions={
              <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
                {t('shell:print')}
              </Button>
            }
          />
          <div className={styles.layout}>
            <section className={`${styles.panel} ${styles.span}`}>
              <Verdict progress={progress} />
              <Facts progress={progress} />
            </section>
            <section className={styles.panel}>
              <h2>{t('progress.steps')}</h2>
              <ProgressSteps steps={progress.steps} />
            </section>
            <Why progress={progress} />
            <ProgressProof receipt={progress.receipt} />
          </div>
          <p className={styles.quiet} style={{ marginTop: 16 }}>
            {t('progress.privacy')}
          </p>
          <p className="print-only">
            {t('progress.printed', {
              time: write(new Date(query.dataUpdatedAt).toISOString()),
              place: location.host,
            })}
          </p>
        </>
      )}
    </QueryView>
  );
}
