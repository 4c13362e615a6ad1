import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PointDetail, pointsApi } from '#contract/services/points';
import { useAction } from '../../../../api.ts';
import { TimeText } from '../../../../ui/time-text.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

/** Who acts for villagers at the point: accounts, added and struck off by whoever may edit it. */
export function PointAgents({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-points');
  const required = useRequired();
  const [form] = Form.useForm<{ account: string }>();
  const refreshes = [pointsApi.getPoint];
  const add = useAction(pointsApi.addAgent, { refreshes, onDone: () => form.resetFields() });
  const end = useAction(pointsApi.endAgent, { refreshes });
  return (
    <section aria-labelledby="agents-title">
      <h3 className="wb-h3" id="agents-title">
        {t('agents.title')}
      </h3>
      <p className="wb-quiet">{t('agents.what')}</p>
      {point.agents.length === 0 && <p>{t('agents.none')}</p>}
      <ul>
        {point.agents.map(({ account, since }) => (
          <li key={account}>
            {account} <span className="wb-quiet">{t('agents.since')}</span> <TimeText at={since} form="day" />{' '}
            {point.editable && (
              <Button
                size="small"
                danger
                aria-label={t('agents.endOf', { account })}
                onClick={() => end.mutate({ params: { id: point.id, account } })}
              >
                {t('agents.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {point.editable && (
        <Form
          form={form}
          layout="vertical"
          onFinish={({ account }) =>
            add.mutate({ params: { id: point.id }, body: { account: account.trim() } })
          }
        >
          <Form.Item name="account" label={t('agents.account')} rules={required(t('agents.account'))}>
            <Input maxLength={60} spellCheck={false} />
          </Form.Item>
          <Button htmlType="submit" loading={add.isPending}>
            {t('agents.add')}
          </Button>
        </Form>
      )}
      <ProblemAlert error={add.error ?? end.error} />
    </section>
  );
}
