import { useParams } from '@tanstack/react-router';
import { App, Button, Form, Input, Popconfirm, Radio, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { type ProgressAction, type TicketProgress, ticketsApi } from '#contract/hotline/tickets';
import { queryClient, useAction, useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../tickets.module.css';

type Act = (action: ProgressAction, done: string) => Promise<void>;

/** A ticket as whoever holds its receipt sees it: without an account. */
export default function TicketProgressPage() {
  const { t } = useTranslation('hotline-tickets');
  const { receipt } = useParams({ strict: false }) as { receipt: string };
  const query = useEndpoint(
    ticketsApi.getTicketProgress,
    { params: { receipt } },
    { refetchInterval: 30_000 },
  );
  if (query.error instanceof ProblemError && query.error.status === 404)
    return <EmptyState title={t('progress.missing')} />;
  return (
    <Grounds>
      <QueryView query={query}>{(view) => <Progress view={view} receipt={receipt} />}</QueryView>
    </Grounds>
  );
}

function useAct(receipt: string): Act {
  const { language } = useLanguage();
  const { message } = App.useApp();
  const act = useAction(ticketsApi.actOnTicketProgress, {
    refreshes: [ticketsApi.listMyTickets],
    onDone: (after) =>
      queryClient.setQueryData([ticketsApi.getTicketProgress.path, { params: { receipt } }], after),
  });
  return (body, done) =>
    act.mutateAsync({ params: { receipt }, body }).then(
      () => void message.success(done),
      (error: unknown) => {
        void message.error(error instanceof ProblemError ? error.sentence(language) : String(error));
        throw error;
      },
    );
}

function Progress({ view, receipt }: { view: TicketProgress; receipt: string }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const act = useAct(receipt);
  const may = (action: string) => view.may.includes(action);
  return (
    <div className={styles.page}>
      <PageHeader
        title={view.title}
        sub={<span className={styles.number}>{view.number}</span>}
        crumbs={[{ title: t('title'), to: '/hotline' }, { title: view.number }]}
        marks={
          <>
            <span className={styles.tag}>{pick(ticketStatuses[view.status])}</span>
            {view.demonstration && <DemoBadge />}
          </>
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <section className={styles.panel} aria-labelledby="progress-answer">
            <h2 id="progress-answer">{t('progress.answer')}</h2>
            <p className={styles.words}>{view.answer ?? t('progress.noAnswer')}</p>
            {view.handledWith && (
              <p className={styles.quiet}>{t('progress.handledWith', { number: view.handledWith })}</p>
            )}
            {view.redos > 0 && <p className={styles.quiet}>{t('progress.redos', { count: view.redos })}</p>}
          </section>
          {may('evaluate') && <Evaluation act={act} />}
          <Facts view={view} />
        </div>
        <div className={styles.stack}>
          <section className={styles.panel} aria-labelledby="progress-steps">
            <h2 id="progress-steps">{t('progress.steps')}</h2>
            <Timeline
              items={view.steps.map(({ at, text }, index) => ({
                key: index,
                content: (
                  <>
                    {pick(text)}
                    <div className={styles.quiet}>
                      <TimeText at={at} />
                    </div>
                  </>
                ),
              }))}
            />
          </section>
          {may('remind') && <Reminder act={act} />}
          {may('withdraw-ticket') && (
            <Popconfirm
              title={t('progress.withdrawAsk')}
              onConfirm={() => act({ action: 'withdraw-ticket' }, t('progress.withdrawDone')).catch(() => {})}
            >
              <Button>{t('progress.withdraw')}</Button>
            </Popconfirm>
          )}
        </div>
      </div>
    </div>
  );
}

function Facts({ view }: { view: TicketProgress }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const facts: [string, React.ReactNode][] = [
    [t('fields.category'), pick(view.categoryName)],
    [t('progress.place'), pick(view.regionName)],
    [t('progress.opened'), <TimeText key="opened" at={view.openedAt} />],
    [
      t('progress.due'),
      <span key="due">
        <TimeText at={view.dueAt} />
        {view.late && ` · ${t('progress.late')}`}
      </span>,
    ],
    [t('progress.organs'), view.organs.map(pick).join('、') || t('progress.noOrgan')],
  ];
  return (
    <section className={styles.panel}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface Words {
  result: 'satisfied' | 'unsatisfied';
  resolved: boolean;
  text?: string;
}

function Evaluation({ act }: { act: Act }) {
  const { t } = useTranslation('hotline-tickets');
  const [form] = Form.useForm<Words>();
  const result = Form.useWatch('result', form) as Words['result'] | undefined;
  const needed = (field: string) => [{ required: true, message: t('fields.needed', { field }) }];
  return (
    <section className={styles.panel} aria-labelledby="progress-evaluate">
      <h2 id="progress-evaluate">{t('progress.evaluate')}</h2>
      <p className={styles.quiet}>{t('progress.evaluateHint')}</p>
      <Form<Words>
        form={form}
        layout="vertical"
        onFinish={({ text = '', ...values }) =>
          void act({ action: 'evaluate', ...values, text }, t('progress.evaluated')).catch(() => {})
        }
      >
        <Form.Item name="result" label={t('progress.evaluate')} rules={needed(t('progress.evaluate'))}>
          <Radio.Group
            options={(['satisfied', 'unsatisfied'] as const).map((value) => ({
              value,
              label: t(`progress.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="resolved" label={t('progress.resolved')} rules={needed(t('progress.resolved'))}>
          <Radio.Group
            options={[
              { value: true, label: t('progress.yes') },
              { value: false, label: t('progress.no') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="text"
          label={t('progress.words')}
          rules={
            result === 'unsatisfied'
              ? [
                  ...needed(t('progress.words')),
                  { min: 5, message: t('fields.atLeast', { field: t('progress.words'), count: 5 }) },
                ]
              : []
          }
        >
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('progress.send')}
        </Button>
      </Form>
    </section>
  );
}

function Reminder({ act }: { act: Act }) {
  const { t } = useTranslation('hotline-tickets');
  const [form] = Form.useForm<{ text: string }>();
  const label = t('progress.remindText');
  return (
    <section className={styles.panel} aria-labelledby="progress-remind">
      <h2 id="progress-remind">{t('progress.remind')}</h2>
      <Form<{ text: string }>
        form={form}
        layout="vertical"
        onFinish={({ text }) =>
          void act({ action: 'remind', text }, t('progress.remindDone')).then(
            () => form.resetFields(),
            () => {},
          )
        }
      >
        <Form.Item
          name="text"
          label={label}
          rules={[
            { required: true, message: t('fields.needed', { field: label }) },
            { min: 5, message: t('fields.atLeast', { field: label, count: 5 }) },
          ]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Button htmlType="submit">{t('progress.remind')}</Button>
      </Form>
    </section>
  );
}
