import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EpisodeView, programmesApi } from '#contract/hotline/programmes';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { ticketsApi } from '#contract/hotline/tickets';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { RemoteSelect } from '../../../../workbench/ui/remote-select.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useSettled } from '../../../../workbench/ui/use-settled.ts';
import { useFormFaults } from '../../tickets/use-form-faults.ts';
import { AskedOrgan, onlyOrgan } from './asked-organ.tsx';

interface Values {
  ticket: string;
  organ?: string;
}

/** Tickets that have not ended and are no question of this episode, by number or by words of what they say. */
function TicketSelect(props: {
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
  taken: ReadonlySet<string>;
}) {
  const { taken, ...rest } = props;
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const [text, setText] = useState('');
  const search = useSettled(text).trim();
  const found = useEndpoint(
    ticketsApi.listTickets,
    { query: { search: search || undefined, status: unended, pageSize: 20 } },
    { keepPrevious: true },
  );
  const options = (found.data?.rows ?? [])
    .filter(({ id }) => !taken.has(id))
    .map(({ id, number, title, status }) => ({
      value: id,
      label: `${number} ${title}`,
      hint: pick(ticketStatuses[status]),
    }));
  return (
    <RemoteSelect
      {...rest}
      placeholder={t('link.search')}
      options={options}
      loading={found.isFetching}
      failed={found.isError}
      onSearch={setText}
    />
  );
}

const unended = (Object.keys(ticketStatuses) as (keyof typeof ticketStatuses)[]).filter(
  (status) => status !== 'closed' && status !== 'archived' && status !== 'withdrawn',
);

/** Takes a ticket up on air that is there already: it becomes a question of this episode. */
export function LinkForm({ episode }: { episode: EpisodeView }) {
  const { t } = useTranslation('hotline-programmes');
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string | null>(null);
  const beside = useFormFaults(form);
  const link = useAction(programmesApi.linkQuestion, {
    refreshes: [programmesApi.getEpisode],
    onDone: () => form.resetFields(['ticket']),
  });
  const send = (body: Values) => {
    setFault(null);
    link.mutate({ params: { id: episode.id }, body }, { onError: (error) => setFault(beside(error)) });
  };
  const taken = new Set(episode.questionList.flatMap(({ ticket }) => (ticket ? [ticket.id] : [])));
  return (
    <Section title={t('link.title')}>
      <Form<Values>
        form={form}
        name="link"
        layout="vertical"
        initialValues={{ organ: onlyOrgan(episode) }}
        onFinish={send}
        aria-label={t('link.title')}
      >
        <Form.Item
          name="ticket"
          label={t('link.ticket')}
          extra={t('link.hint')}
          rules={[{ required: true, message: t('question.needed', { field: t('link.ticket') }) }]}
        >
          <TicketSelect taken={taken} />
        </Form.Item>
        <AskedOrgan episode={episode} />
        {fault && <Alert type="error" showIcon title={fault} role="alert" />}
        <Button htmlType="submit" loading={link.isPending}>
          {t('link.save')}
        </Button>
      </Form>
    </Section>
  );
}
