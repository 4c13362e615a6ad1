import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { ticketsApi } from '#contract/hotline/tickets';
import { queryClient, useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

interface Values {
  lead: string;
  joint?: string[];
  instruction?: string;
}

/** Sends a ticket to the organ that is responsible, and to others beside it; the suggestion says why. */
export function DispatchPanel({ id }: { id: string }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const [form] = Form.useForm<Values>();
  const [search, setSearch] = useState<string>();
  const organs = useEndpoint(
    ticketsApi.suggestOrgans,
    { params: { id }, query: { search } },
    { keepPrevious: true },
  );
  const dispatch = useAction(ticketsApi.dispatchTicket, {
    refreshes: [casesApi.getCase, ticketsApi.listTickets],
    onDone: (after) => queryClient.setQueryData([ticketsApi.getTicket.path, { params: { id } }], after),
  });
  const { suggested = [], found = [] } = organs.data ?? {};
  const choices = [
    ...suggested,
    ...found.filter(({ organ }) => !suggested.some((one) => one.organ === organ)),
  ];
  const options = choices.map(({ organ, organName }) => ({ value: organ, label: pick(organName) }));
  return (
    <Section title={t('section.dispatch')}>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(body) => dispatch.mutate({ params: { id }, body })}
      >
        <Form.Item label={t('section.search')} htmlFor={`dispatch-search-${id}`}>
          <SearchInput id={`dispatch-search-${id}`} value={search} maxLength={40} onChange={setSearch} />
        </Form.Item>
        {organs.data && choices.length === 0 && <p className="wb-quiet">{t('section.noSuggestion')}</p>}
        <Form.Item
          name="lead"
          label={t('section.lead')}
          rules={[{ required: true, message: t('fields.needed', { field: t('section.lead') }) }]}
        >
          <Radio.Group vertical>
            {choices.map(({ organ, organName, reason }) => (
              <Radio key={organ} value={organ}>
                {pick(organName)} <span className="wb-quiet">{pick(reason)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="joint" label={t('section.joint')}>
          <Select mode="multiple" options={options} allowClear maxCount={5} />
        </Form.Item>
        <Form.Item name="instruction" label={t('section.instruction')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <ProblemAlert error={dispatch.error} />
        <Button type="primary" htmlType="submit" loading={dispatch.isPending}>
          {t('section.send')}
        </Button>
      </Form>
    </Section>
  );
}
