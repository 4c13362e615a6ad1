import { App, Button, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { attachmentsApi } from '#contract/attachments';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { documentsApi } from '#contract/documents';
import {
  type decisionInput,
  type noticeInput,
  type PenaltyDetail,
  penaltiesApi,
} from '#contract/powers/penalties';
import { penaltyOutcomes } from '#contract/powers/penalty-terms';
import { type AnyEndpoint, useAction, useEndpoint } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useOptions } from '../names.ts';
import { useFormProblem } from '../use-form-problem.ts';
import { DiscretionPanel } from './discretion-panel.tsx';
import { MeasureFields } from './measure-fields.tsx';
import { OfficerSelect } from './officer-select.tsx';

type FormAction = PenaltyDetail['may'][number];
interface FormProps {
  id: string;
  onDone: () => void;
}

const touched = [
  casesApi.getCase,
  casesApi.listCases,
  alertsApi.listAlerts,
  attachmentsApi.listCaseAttachments,
  documentsApi.listCaseDocuments,
  penaltiesApi.getPenalty,
  penaltiesApi.getDiscretion,
  penaltiesApi.listPenalties,
  penaltiesApi.listPenaltyDocuments,
];

/** Buttons for what has a form of its own, as far as whoever looks at the case may do it. */
export function PenaltyForms({ id, may }: { id: string; may: PenaltyDetail['may'] }) {
  const { t } = useTranslation('powers-penalties');
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<FormAction | null>(null);
  const done = () => {
    if (chosen) void message.success(t('forms.done', { action: t(`forms.${chosen}`) }));
    setChosen(null);
  };
  return (
    <div className="wb-actions no-print">
      {may.map((action) => (
        <Button
          key={action}
          type={action === 'annul-decision' ? 'default' : 'primary'}
          danger={action === 'annul-decision'}
          onClick={() => setChosen(action)}
        >
          {t(`forms.${action}`)}
        </Button>
      ))}
      <Modal
        title={chosen ? t(`forms.${chosen}`) : ''}
        open={chosen !== null}
        onCancel={() => setChosen(null)}
        footer={null}
        destroyOnHidden
        width={720}
      >
        {chosen && <FormOf action={chosen} id={id} onDone={done} onCancel={() => setChosen(null)} />}
      </Modal>
    </div>
  );
}

function FormOf({ action, onCancel, ...rest }: FormProps & { action: FormAction; onCancel: () => void }) {
  switch (action) {
    case 'assign-officers':
      return <OfficersForm {...rest} onCancel={onCancel} />;
    case 'give-notice':
      return <NoticeForm {...rest} onCancel={onCancel} />;
    case 'decide-penalty':
      return <DecisionForm {...rest} onCancel={onCancel} />;
    case 'annul-decision':
      return <AnnulmentForm {...rest} onCancel={onCancel} />;
    default:
      return action satisfies never;
  }
}

interface ShellProps<E extends AnyEndpoint, Values extends object> extends FormProps {
  endpoint: E;
  action: FormAction;
  initial?: Partial<Values>;
  onCancel: () => void;
  toBody: (values: Values) => unknown;
  children: ReactNode;
}

/** What the forms have in common: sending, and a refusal beside its field. */
function Shell<E extends AnyEndpoint, Values extends object>(props: ShellProps<E, Values>) {
  const { id, endpoint, action, initial, onDone, onCancel, toBody, children } = props;
  const { t } = useTranslation('powers-penalties');
  const [form] = Form.useForm<Values>();
  const { elsewhere, fail, clear } = useFormProblem(form);
  const run = useAction(endpoint, { refreshes: touched });
  const send = (values: Values) => {
    clear();
    const input = { params: { id }, body: toBody(values) };
    run.mutate(input as never, { onSuccess: onDone, onError: fail });
  };
  return (
    <Form<Values> form={form} layout="vertical" onFinish={send} initialValues={initial}>
      {children}
      <ProblemAlert error={elsewhere} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" danger={action === 'annul-decision'} loading={run.isPending}>
          {t(`forms.${action}`)}
        </Button>
      </div>
    </Form>
  );
}

type Cancelling = FormProps & { onCancel: () => void };

function OfficersForm(props: Cancelling) {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  return (
    <Shell<typeof penaltiesApi.assignOfficers, { officers: string[] }>
      {...props}
      endpoint={penaltiesApi.assignOfficers}
      action="assign-officers"
      toBody={(values) => values}
    >
      <Form.Item name="officers" label={t('measures.officers')} rules={required(t('measures.officers'))}>
        <OfficerSelect />
      </Form.Item>
    </Shell>
  );
}

interface Measured {
  kinds?: readonly string[];
  fine?: string;
  gains?: string;
  goods?: string;
}

/** A fine that is not chosen any more is not sent, nor what is not confiscated any more. */
const measured = <T extends Measured>({ fine, gains, goods, ...rest }: T) => ({
  ...rest,
  ...(rest.kinds?.includes('fine') && { fine: fine?.trim() }),
  ...(rest.kinds?.includes('confiscation') && { gains: gains?.trim() || undefined, goods: goods?.trim() }),
});

/** The panel of discretion, with the amount as it is typed. */
function Weighing({ id, hint }: { id: string; hint: 'hearing' | 'discussion' }) {
  const { t } = useTranslation('powers-penalties');
  const { language } = useLanguage();
  const query = useEndpoint(penaltiesApi.getDiscretion, { params: { id } });
  const fine = Form.useWatch('fine') as string | undefined;
  const yuan = (text: string) => formatYuan(text, language).replace(/[^\d,.]/g, '');
  return (
    <QueryView query={query}>
      {(weighed) => (
        <>
          <DiscretionPanel weighed={weighed} fine={fine} />
          <p className="wb-quiet">
            {hint === 'hearing'
              ? t('forms.hearing', { amount: yuan(weighed.hearingFrom) })
              : t('forms.discussion', { amount: yuan(weighed.discussionFrom) })}
          </p>
        </>
      )}
    </QueryView>
  );
}

function NoticeForm(props: Cancelling) {
  return (
    <Shell<typeof penaltiesApi.giveNotice, z.input<typeof noticeInput>>
      {...props}
      endpoint={penaltiesApi.giveNotice}
      action="give-notice"
      initial={{ kinds: ['fine'] }}
      toBody={measured}
    >
      <Weighing id={props.id} hint="hearing" />
      <MeasureFields />
    </Shell>
  );
}

function DecisionForm(props: Cancelling) {
  const query = useEndpoint(penaltiesApi.getPenalty, { params: { id: props.id } });
  return (
    <QueryView query={query}>
      {({ notice }) => (
        <Shell<typeof penaltiesApi.decidePenalty, z.input<typeof decisionInput>>
          {...props}
          endpoint={penaltiesApi.decidePenalty}
          action="decide-penalty"
          initial={{
            outcome: 'imposed',
            kinds: notice?.kinds ?? ['fine'],
            fine: notice?.fine ?? undefined,
            gains: notice?.gains ?? undefined,
            goods: notice?.goods,
            content: notice?.content,
          }}
          toBody={({ kinds, fine, gains, goods, ...values }) =>
            values.outcome === 'imposed'
              ? measured({ ...values, kinds, fine, gains, goods })
              : { ...values, content: '' }
          }
        >
          <DecisionFields id={props.id} />
        </Shell>
      )}
    </QueryView>
  );
}

function DecisionFields({ id }: { id: string }) {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  const options = useOptions();
  const imposed = (Form.useWatch('outcome') as string | undefined) !== 'not-imposed';
  return (
    <>
      <Form.Item name="outcome" label={t('forms.outcome')} rules={required(t('forms.outcome'))}>
        <Select options={options(penaltyOutcomes)} />
      </Form.Item>
      {imposed && (
        <>
          <Weighing id={id} hint="discussion" />
          <MeasureFields />
        </>
      )}
      <ReasonField />
    </>
  );
}

function ReasonField() {
  const { t } = useTranslation(['powers-penalties', 'workbench']);
  const required = useRequired();
  const field = t('measures.reason');
  const rules = [
    ...required(field),
    { min: 10, message: t('workbench:fields.minLength', { field, count: 10 }) },
  ];
  return (
    <Form.Item name="reason" label={field} rules={rules}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
    </Form.Item>
  );
}

function AnnulmentForm(props: Cancelling) {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  return (
    <Shell<typeof penaltiesApi.annulDecision, { by: string; reason: string }>
      {...props}
      endpoint={penaltiesApi.annulDecision}
      action="annul-decision"
      toBody={(values) => values}
    >
      <p>{t('forms.annulHint')}</p>
      <Form.Item name="by" label={t('forms.by')} rules={required(t('forms.by'))}>
        <Input maxLength={200} />
      </Form.Item>
      <ReasonField />
    </Shell>
  );
}
