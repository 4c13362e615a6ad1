import { Button, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationsApi } from '#contract/services/applications';
import { useAction, useEndpoint } from '../../../../api.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ItemSelect } from '../../../../workbench/ui/item-select.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import styles from '../application.module.css';
import { ApplicationFormView } from '../application-form.tsx';

/** Taking an application in at a window or village point, on behalf of whoever stands there. */
export default function ReceivePage() {
  const { t } = useTranslation('services-applications');
  const [item, setItem] = useState<string>();
  const [done, setDone] = useState<{ receipt: string; number: string }>();
  const again = () => {
    setDone(undefined);
    setItem(undefined);
  };
  return (
    <>
      <PageHeader
        title={t('receive.title')}
        sub={t('receive.sub')}
        crumbs={[
          { title: t('list.title'), to: '/workbench/services/applications' },
          { title: t('receive.title') },
        ]}
      />
      {done ? (
        <Result
          status="success"
          title={t('receive.done')}
          subTitle={
            <span className={styles.number}>
              {t('receipt.number')} {done.number} · {t('receipt.code')} {done.receipt}
            </span>
          }
          extra={[
            <Button key="open" type="primary" href={`/services/applications/${done.receipt}?filed=true`}>
              {t('receipt.print')}
            </Button>,
            <Button key="next" onClick={again}>
              {t('receive.next')}
            </Button>,
          ]}
        />
      ) : (
        <>
          <Section title={t('receive.item')}>
            <label className="mj-sr-only" htmlFor="receive-item">
              {t('receive.item')}
            </label>
            <ItemSelect id="receive-item" value={item} onChange={setItem} />
          </Section>
          {item && <Receiving key={item} item={item} onDone={setDone} />}
        </>
      )}
    </>
  );
}

function Receiving({
  item,
  onDone,
}: {
  item: string;
  onDone: (filed: { receipt: string; number: string }) => void;
}) {
  const { t } = useTranslation('services-applications');
  const query = useEndpoint(applicationsApi.getApplicationForm, { params: { item } });
  const receive = useAction(applicationsApi.receiveApplication, {
    refreshes: [applicationsApi.listApplications],
    onDone,
  });
  return (
    <QueryView query={query}>
      {(form) => (
        <ApplicationFormView
          form={form}
          uploads={false}
          pending={receive.isPending}
          error={receive.error}
          note={t('receive.seen')}
          onSubmit={(values) => receive.mutate({ body: { ...values, item } })}
        />
      )}
    </QueryView>
  );
}
