import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketsApi } from '#contract/hotline/tickets';
import { useAction } from '../../../../api.ts';
import { Grounds } from '../../../../session/grounds.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { UploadField } from '../../../../ui/upload-field.tsx';
import { CodeForm } from '../../../../portal/code-form.tsx';
import { KnowledgeLinks } from '../../knowledge/portal/knowledge-links.tsx';
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

interface Sent {
  receipt: string;
  number: string;
}

/** Reporting something to the hotline, without an account; and looking up what became of it. */
export default function ReportPage() {
  const { t } = useTranslation('hotline-tickets');
  const [sent, setSent] = useState<Sent>();
  return (
    <Grounds>
      <div className={styles.page}>
        <PageHeader title={t('report.title')} sub={t('report.sub')} />
        <div className={styles.columns}>
          {sent ? <Done sent={sent} onAgain={() => setSent(undefined)} /> : <ReportForm onSent={setSent} />}
          <div className={styles.stack}>
            <LookUp />
            <section className={styles.panel} aria-labelledby="hotline-links">
              <h2 id="hotline-links">{t('report.links')}</h2>
              <ul className={styles.list}>
                <li>
                  <Link to={'/hotline/my' as never}>{t('my.title')}</Link>
                </li>
                <li>
                  <Link to={'/hotline/notices' as never}>{t('notices.title')}</Link>
                </li>
                <li>
                  <Link to={'/hotline/programmes' as never}>{t('programmes')}</Link>
                </li>
                <KnowledgeLinks />
              </ul>
            </section>
          </div>
        </div>
      </div>
    </Grounds>
  );
}

/** 128 random bits, by which photos that were uploaded without an account are known as this page's. */
const newProof = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function ReportForm({ onSent }: { onSent: (sent: Sent) => void }) {
  const { t } = useTranslation('hotline-tickets');
  const [form] = Form.useForm<TicketValues>();
  const [fault, setFault] = useState<string | null>(null);
  const beside = useFormFaults(form);
  const proof = useMemo(newProof, []);
  const headers = useMemo(() => ({ 'x-hotline-report': proof }), [proof]);
  const report = useAction(ticketsApi.reportTicket, {
    refreshes: [ticketsApi.listMyTickets],
    onDone: onSent,
  });
  const send = (values: TicketValues) => {
    setFault(null);
    report.mutate({ body: { ...toBody(values), proof } }, { onError: (error) => setFault(beside(error)) });
  };
  return (
    <Form<TicketValues>
      name="report"
      form={form}
      layout="vertical"
      className={styles.stack}
      initialValues={{ kind: 'complaint', caller: {}, files: [] }}
      scrollToFirstError={{ block: 'center', focus: true }}
      onFinish={send}
      aria-label={t('report.title')}
    >
      <section className={styles.panel} aria-labelledby="report-what">
        <h2 id="report-what">{t('report.what')}</h2>
        <SaidFields />
        <AboutFields form={form} />
      </section>
      <section className={styles.panel} aria-labelledby="report-where">
        <h2 id="report-where">{t('report.where')}</h2>
        <PlaceFields form={form} />
        <Form.Item name="files" label={t('fields.photos')}>
          <UploadField most={9} headers={headers} />
        </Form.Item>
      </section>
      <section className={styles.panel} aria-labelledby="report-who">
        <h2 id="report-who">{t('report.who')}</h2>
        <p className={styles.quiet}>{t('report.whoHint')}</p>
        <CallerFields needsPhone />
      </section>
      {fault && <Alert type="error" showIcon title={fault} role="alert" />}
      <div>
        <Button type="primary" size="large" htmlType="submit" loading={report.isPending}>
          {t('report.submit')}
        </Button>
      </div>
    </Form>
  );
}

function Done({ sent, onAgain }: { sent: Sent; onAgain: () => void }) {
  const { t } = useTranslation('hotline-tickets');
  return (
    <section className={styles.panel} aria-labelledby="report-done" role="status">
      <h2 id="report-done">{t('report.done')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('report.receipt')}</dt>
          <dd className={styles.code}>{sent.receipt}</dd>
        </div>
        <div>
          <dt>{t('report.number')}</dt>
          <dd className={styles.number}>{sent.number}</dd>
        </div>
      </dl>
      <p>{t('report.doneHint')}</p>
      <div className={styles.row}>
        <Link to={`/hotline/tickets/${sent.receipt}` as never}>
          <Button type="primary" tabIndex={-1}>
            {t('report.follow')}
          </Button>
        </Link>
        <Button onClick={onAgain}>{t('report.another')}</Button>
      </div>
    </section>
  );
}

function LookUp() {
  const { t } = useTranslation('hotline-tickets');
  const navigate = useNavigate();
  const texts = {
    label: t('report.receipt'),
    placeholder: t('report.receipt'),
    go: t('report.lookGo'),
    hint: t('report.lookHint'),
    empty: t('fields.needed', { field: t('report.receipt') }),
  };
  return (
    <section className={styles.panel} aria-labelledby="hotline-look">
      <h2 id="hotline-look">{t('report.look')}</h2>
      <CodeForm
        texts={texts}
        onCode={(receipt) => void navigate({ to: `/hotline/tickets/${receipt}` as never })}
      />
    </section>
  );
}
