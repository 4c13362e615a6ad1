import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AlertDetail, alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { correctionsApi } from '#contract/corrections';
import { useAction } from '../../api.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** Issues a correction notice for an alert, with what is demanded in words. */
export function IssueCorrection({ alert }: { alert: AlertDetail }) {
  const { t } = useTranslation('workbench-queues');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const issue = useAction(correctionsApi.issueCorrection, {
    refreshes: [alertsApi.listAlerts, alertsApi.getAlert, correctionsApi.listCorrections, casesApi.getCase],
    onDone: (correction) => {
      void message.success(t('alerts.issued', { number: correction.number }));
      void navigate({ to: '/workbench/corrections/$id', params: { id: correction.id } });
    },
  });
  return (
    <Form<{ demand?: string }>
      layout="vertical"
      className="wb-issue no-print"
      onFinish={({ demand = '' }) =>
        issue.mutate({ params: { id: alert.id }, body: { demand: demand.trim() } })
      }
    >
      <h2 className="wb-h3">{t('alerts.issue')}</h2>
      <Form.Item name="demand" label={t('alerts.demand')} extra={t('alerts.demandHint')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} showCount />
      </Form.Item>
      <ProblemAlert error={issue.error} />
      <Button type="primary" htmlType="submit" loading={issue.isPending}>
        {t('alerts.issue')}
      </Button>
    </Form>
  );
}
