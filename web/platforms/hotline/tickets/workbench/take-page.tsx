import { Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Form, Input, Result, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentChannels, channels, mediaChannels } from '#contract/hotline/ticket-names';
import { type Suggestion, ticketsApi } from '#contract/hotline/tickets';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { UploadField } from '../../../../ui/upload-field.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { CategoryFieldHint } from '../../suggestion/category-field-hint.tsx';
import {
  AboutFields,
  CallerFields,
  PlaceFields,
  SaidFields,
  type TicketValues,
  toBody,
} from '../ticket-fields.tsx';
import styles from '../tickets.module.css';
import { useFormFaults } from '../use-form-faults.ts';
import { CallHints } from './call-hints.tsx';

interface Values extends TicketValues {
  channel: (typeof agentChannels)[number];
  emergency?: boolean;
  programme?: { name: string; episode: string; organOnAir?: string };
  answer?: string;
}
interface Taken {
  id: string;
  number: string;
  receipt: string;
}

const isMedia = (channel: string | undefined) => (mediaChannels as readonly string[]).includes(channel ?? '');

/** The screen of an agent: written down while one listens, with history, similar tickets and the script beside it. */
export default function TakePage() {
  const { t } = useTranslation('hotline-tickets');
  const [taken, setTaken] = useState<Taken>();
  return (
    <>
      <PageHeader
        title={t('take.title')}
        sub={t('take.sub')}
        crumbs={[{ title: t('list.title'), to: '/workbench/hotline/tickets' }, { title: t('take.title') }]}
      />
      {taken ? <Done taken={taken} onNext={() => setTaken(undefined)} /> : <CallForm onTaken={setTaken} />}
    </>
  );
}

function Done({ taken, onNext }: { taken: Taken; onNext: () => void }) {
  const { t } = useTranslation('hotline-tickets');
  return (
    <Result
      status="success"
      title={t('take.done', { number: taken.number })}
      subTitle={
        <span className={styles.number}>
          {t('report.receipt')} {taken.receipt}
        </span>
      }
      extra={[
        <Link key="open" to="/workbench/cases/$id" params={{ id: taken.id }}>
          <Button type="primary" tabIndex={-1}>
            {t('take.open')}
          </Button>
        </Link>,
        <Button key="next" onClick={onNext}>
          {t('take.next')}
        </Button>,
      ]}
    />
  );
}

function CallForm({ onTaken }: { onTaken: (taken: Taken) => void }) {
  const { t } = useTranslation('hotline-tickets');
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string | null>(null);
  const [joined, setJoined] = useState<Suggestion | null>(null);
  const answer = Form.useWatch('answer', form) as string | undefined;
  const beside = useFormFaults(form);
  const take = useAction(ticketsApi.takeTicket, { refreshes: [ticketsApi.listTickets], onDone: onTaken });
  const send = ({ programme, answer: told, ...values }: Values) => {
    setFault(null);
    const body = {
      ...toBody(values),
      channel: values.channel,
      emergency: values.emergency ?? false,
      ...(isMedia(values.channel) && programme ? { programme } : null),
      ...(told?.trim() ? { answer: told } : null),
      ...(joined?.link ? { link: { ticket: joined.ticket.id, kind: joined.link } } : null),
    };
    take.mutate({ body }, { onError: (error) => setFault(beside(error)) });
  };
  return (
    <Form<Values>
      name="call"
      form={form}
      layout="vertical"
      initialValues={{ channel: 'phone', kind: 'complaint', caller: {}, files: [] }}
      scrollToFirstError={{ block: 'center', focus: true }}
      onFinish={send}
      aria-label={t('take.title')}
    >
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Section title={t('take.caller')}>
            <ChannelFields />
            <p className="wb-quiet">{t('take.callerHint')}</p>
            <CallerFields needsPhone={false} />
          </Section>
          <Section title={t('take.what')}>
            <SaidFields />
            <CategoryFieldHint />
            <Form.Item name="emergency" valuePropName="checked">
              <Checkbox>{t('fields.emergency')}</Checkbox>
            </Form.Item>
            <AboutFields form={form} />
          </Section>
          <Section title={t('take.where')}>
            <PlaceFields form={form} />
            <Form.Item name="files" label={t('fields.photos')}>
              <UploadField most={9} />
            </Form.Item>
          </Section>
          <Section title={t('section.answer')}>
            <Form.Item
              name="answer"
              label={t('fields.answer')}
              rules={[{ min: 5, message: t('fields.atLeast', { field: t('section.answer'), count: 5 }) }]}
            >
              <Input.TextArea rows={3} maxLength={2000} disabled={joined !== null} />
            </Form.Item>
            {fault && <Alert type="error" showIcon title={fault} role="alert" />}
            <Button type="primary" htmlType="submit" loading={take.isPending}>
              {t(answer?.trim() && !joined ? 'take.submitAnswer' : 'take.submit')}
            </Button>
          </Section>
        </div>
        <CallHints form={form} joined={joined} onJoin={setJoined} />
      </div>
    </Form>
  );
}

function ChannelFields() {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const form = Form.useFormInstance<Values>();
  const channel = Form.useWatch('channel', form) as string | undefined;
  const needed = (field: string) => [{ required: true, message: t('fields.needed', { field }) }];
  return (
    <>
      <Form.Item name="channel" label={t('fields.channel')}>
        <Select options={agentChannels.map((value) => ({ value, label: pick(channels[value]) }))} />
      </Form.Item>
      {isMedia(channel) && (
        <div className={styles.pair}>
          <Form.Item
            name={['programme', 'name']}
            label={t('fields.programme')}
            rules={needed(t('fields.programme'))}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name={['programme', 'episode']}
            label={t('fields.episode')}
            rules={needed(t('fields.episode'))}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['programme', 'organOnAir']} label={t('fields.organOnAir')}>
            <OrganSelect />
          </Form.Item>
        </div>
      )}
    </>
  );
}
