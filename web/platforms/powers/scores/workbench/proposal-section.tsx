import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentAddress } from '#contract/documents';
import { type CalculationView, scoresApi } from '#contract/powers/scores';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

/** Supervision proposals of the period, and the way to issue one where it has failed. */
export function ProposalSection({ score }: { score: CalculationView }) {
  const { t } = useTranslation('powers-scores');
  if (score.proposals.length === 0 && score.grade !== 'fail') return null;
  return (
    <Section title={t('proposal.title')} extra={score.mayPropose && <IssueProposal score={score} />}>
      <p className="wb-quiet">{t('proposal.hint')}</p>
      {score.proposals.length === 0 ? (
        <p>{t('proposal.none')}</p>
      ) : (
        <ul className="wb-list">
          {score.proposals.map((one) => (
            <li key={one.code}>
              <div>
                <strong>{one.title}</strong>
                <div className="wb-quiet">{t('proposal.issued', { number: one.number, date: one.date })}</div>
                <div className="no-print">
                  <a href={documentAddress(one.code)} target="_blank" rel="noreferrer">
                    {t('proposal.pdf')}
                  </a>{' '}
                  <Link to={`/verify/${one.code}` as never}>{t('proposal.check')}</Link>
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function IssueProposal({ score }: { score: CalculationView }) {
  const { t } = useTranslation('powers-scores');
  const [open, setOpen] = useState(false);
  const issue = useAction(scoresApi.proposeSupervision, {
    refreshes: [scoresApi.getScore],
    onDone: () => setOpen(false),
  });
  const close = () => {
    issue.reset();
    setOpen(false);
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('proposal.open')}
      </Button>
      <Modal open={open} title={t('proposal.open')} onCancel={close} footer={null} destroyOnHidden>
        <Form<{ measures?: string }>
          layout="vertical"
          onFinish={({ measures }) =>
            issue.mutate({
              params: { organ: score.organ },
              body: { period: score.period, measures: measures ?? '' },
            })
          }
        >
          <Form.Item name="measures" label={t('proposal.measures')} extra={t('proposal.measuresHint')}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
          </Form.Item>
          <ProblemAlert error={issue.error} />
          <div className="wb-form-buttons">
            <Button onClick={close}>{t('appeal.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={issue.isPending}>
              {t('proposal.submit')}
            </Button>
          </div>
        </Form>
      </Modal>
    </>
  );
}
