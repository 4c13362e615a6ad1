import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { linkKinds, ticketKinds } from '#contract/hotline/ticket-names';
import { type TicketView, ticketsApi } from '#contract/hotline/tickets';
import { queryClient, useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { CategorySelect } from '../category-select.tsx';

interface Sorted {
  category: string;
  kind: TicketView['kind'];
}

/** Corrects category and kind before a ticket is sent on, and joins it to one that it repeats. */
export function SortPanel({ view }: { view: TicketView }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const params = { id: view.id };
  const refreshes = [casesApi.getCase, ticketsApi.listTickets, ticketsApi.suggestOrgans];
  const onDone = (after: TicketView) =>
    queryClient.setQueryData([ticketsApi.getTicket.path, { params }], after);
  const sort = useAction(ticketsApi.sortTicket, { refreshes, onDone });
  return (
    <Section title={t('section.sort')}>
      <Form<Sorted>
        layout="vertical"
        initialValues={{ category: view.category, kind: view.kind }}
        onFinish={(body) => sort.mutate({ params, body })}
      >
        <Form.Item name="category" label={t('fields.category')} rules={[{ required: true }]}>
          <CategorySelect />
        </Form.Item>
        <Form.Item name="kind" label={t('fields.kind')} rules={[{ required: true }]}>
          <Select
            options={Object.entries(ticketKinds).map(([value, name]) => ({ value, label: pick(name) }))}
          />
        </Form.Item>
        <ProblemAlert error={sort.error} />
        <Button htmlType="submit" loading={sort.isPending}>
          {t('section.sortOk')}
        </Button>
      </Form>
      {view.links.length > 0 && <JoinForm view={view} refreshes={refreshes} onDone={onDone} />}
    </Section>
  );
}

function JoinForm({
  view,
  refreshes,
  onDone,
}: {
  view: TicketView;
  refreshes: Parameters<typeof useAction>[1] extends { refreshes?: infer R } | undefined ? R : never;
  onDone: (after: TicketView) => void;
}) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const join = useAction(ticketsApi.joinTicket, { refreshes, onDone });
  return (
    <Form<{ main: string }>
      layout="vertical"
      onFinish={({ main }) =>
        join.mutate({
          params: { id: view.id },
          body: { main, kind: view.links.find(({ id }) => id === main)?.kind ?? 'repeat' },
        })
      }
    >
      <Form.Item
        name="main"
        label={t('section.join')}
        rules={[{ required: true, message: t('fields.needed', { field: t('section.joinMain') }) }]}
      >
        <Select
          options={view.links.flatMap(({ id, number, title, kind }) =>
            id ? [{ value: id, label: `${number} ${title}（${pick(linkKinds[kind])}）` }] : [],
          )}
        />
      </Form.Item>
      <ProblemAlert error={join.error} />
      <Button htmlType="submit" loading={join.isPending}>
        {t('section.joinOk')}
      </Button>
    </Form>
  );
}
