import { Alert, Button, Drawer, Form, Grid, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailsApi, type MailView } from '#contract/hotline/mails';
import { useAction, useEndpoint } from '../../../api.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { ProblemAlert } from '../../../workbench/ui/problem-alert.tsx';
import { PlaceFields, SaidFields, type TicketValues, toBody } from '../tickets/ticket-fields.tsx';
import styles from '../tickets/tickets.module.css';
import { useFormFaults } from '../tickets/use-form-faults.ts';
import { MailStanding, MailTicket } from './mail-marks.tsx';

/** One message with its text, and what an agent may do with it. */
export function MailDrawer({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const { t } = useTranslation('hotline-mails');
  const roomy = Grid.useBreakpoint().md;
  return (
    <Drawer
      open={id !== undefined}
      title={t('one')}
      size={roomy ? 640 : '100%'}
      onClose={onClose}
      destroyOnHidden
    >
      {id !== undefined && <Message id={id} />}
    </Drawer>
  );
}

function Message({ id }: { id: number }) {
  const query = useEndpoint(mailsApi.getMail, { params: { id: id } });
  return <QueryView query={query}>{(mail) => <Shown mail={mail} />}</QueryView>;
}

function Shown({ mail }: { mail: MailView }) {
  const { t } = useTranslation('hotline-mails');
  const { language } = useLanguage();
  return (
    <div className={styles.stack}>
      <div>
        <h3 style={{ marginTop: 0 }}>{mail.subject || t('noSubject')}</h3>
        <MailStanding row={mail} />
        {mail.detail && <div className="wb-quiet">{mail.detail}</div>}
      </div>
      <dl className={styles.facts}>
        <Fact name={t('fields.from')}>{mail.from ?? t('noSender')}</Fact>
        <Fact name={t('fields.received')}>
          <TimeText at={mail.receivedAt} />
        </Fact>
        <Fact name={t('fields.bytes')}>{(mail.bytes / 1024).toFixed(0)} KB</Fact>
        <Fact name={t('fields.ticket')}>
          <MailTicket row={mail} />
        </Fact>
        <Fact name={t('fields.answered')}>{t(mail.answered ? 'yes' : 'no')}</Fact>
      </dl>
      <p className={styles.words}>{mail.content || t('noText')}</p>
      {mail.leftOut.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('leftOut')}
          description={
            <ul>
              {mail.leftOut.map((file) => (
                <li key={file.name}>
                  {file.name}：{language === 'zh' ? file.whyZh : file.why}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {mail.handled && (
        <p className="wb-quiet">
          {t('handledBy', { by: mail.handled.by })} · <TimeText at={mail.handled.at} /> {mail.handled.note}
        </p>
      )}
      {mail.mayAct && <Acts mail={mail} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const refreshes = [mailsApi.listMails, mailsApi.getMail];

function Acts({ mail }: { mail: MailView }) {
  const { t } = useTranslation('hotline-mails');
  const [making, setMaking] = useState(false);
  if (making) return <MakeTicket mail={mail} onCancel={() => setMaking(false)} />;
  return (
    <>
      <Button type="primary" onClick={() => setMaking(true)}>
        {t('make')}
      </Button>
      <Dismiss id={mail.id} />
    </>
  );
}

function Dismiss({ id }: { id: number }) {
  const { t } = useTranslation('hotline-mails');
  const dismiss = useAction(mailsApi.dismissMail, { refreshes });
  return (
    <Form layout="vertical" onFinish={(body: { note: string }) => dismiss.mutate({ params: { id }, body })}>
      <Form.Item name="note" label={t('note')} rules={[{ required: true, min: 2, message: t('noteNeeded') }]}>
        <Input maxLength={400} />
      </Form.Item>
      <ProblemAlert error={dismiss.error} />
      <Button htmlType="submit" loading={dismiss.isPending}>
        {t('dismiss')}
      </Button>
    </Form>
  );
}

function MakeTicket({ mail, onCancel }: { mail: MailView; onCancel: () => void }) {
  const { t } = useTranslation('hotline-mails');
  const [form] = Form.useForm<TicketValues>();
  const [fault, setFault] = useState<string | null>(null);
  const beside = useFormFaults(form);
  const make = useAction(mailsApi.makeTicketOfMail, { refreshes });
  const send = (values: TicketValues) => {
    const { kind, category, title, content, place } = toBody(values);
    setFault(null);
    make.mutate(
      { params: { id: mail.id }, body: { kind, category, title, content, place } },
      { onError: (error) => setFault(beside(error)) },
    );
  };
  return (
    <Form
      name="mail"
      form={form}
      layout="vertical"
      initialValues={{
        kind: 'request',
        title: mail.subject.slice(0, 100),
        content: mail.content.slice(0, 4000),
        place: {},
      }}
      onFinish={send}
      aria-label={t('make')}
    >
      <SaidFields />
      <PlaceFields form={form} />
      {fault && <Alert type="error" showIcon title={fault} role="alert" />}
      <div className={styles.row}>
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('make')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
