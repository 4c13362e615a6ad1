import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Counter, queueApi, ticketPriorities, type TicketPriority } from '#contract/services/queue';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import styles from '../queue.module.css';

type Priority = Exclude<TicketPriority, 'appointment'>;
interface Values {
  group: string;
  priority: Priority;
}

/** A ticket for somebody who stands in the hall, with the way to its page on a telephone. */
export function HandOut({
  point,
  groups,
  first,
}: {
  point: string;
  groups: Counter['groups'];
  first: string;
}) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const issue = useAction(queueApi.issueTicket, { refreshes: [queueApi.getCounter] });
  return (
    <Section title={t('handOut')}>
      <Form<Values>
        layout="vertical"
        initialValues={{ group: first, priority: 'none' }}
        onFinish={(body) => issue.mutate({ params: { id: point }, body })}
      >
        <div className="wb-fields">
          <Form.Item name="group" label={t('group')}>
            <Select
              options={groups.map(({ letter, name }) => ({
                value: letter,
                label: `${letter} ${pick(name)}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="priority" label={t('priorityOf')}>
            <Select
              options={ticketPriorities
                .filter((value) => value !== 'appointment')
                .map((value) => ({ value, label: t(`priority.${value}`) }))}
            />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={issue.isPending}>
          {t('handOutDo')}
        </Button>
      </Form>
      <div aria-live="polite">
        {issue.data && (
          <p>
            <strong className={styles.big}>{issue.data.number}</strong>{' '}
            <a href={`/services/tickets/${issue.data.code}`} target="_blank" rel="noreferrer">
              {t('ticketLink')}
            </a>
          </p>
        )}
      </div>
      <ProblemAlert error={issue.error} />
    </Section>
  );
}
