import { App, Button, Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  knowledgeApi,
  knowledgeAudiences,
  type KnowledgeContent,
  type KnowledgeEntry,
  knowledgeContent,
  type KnowledgeInput,
} from '#contract/hotline/knowledge';
import { useAction } from '../../../../api.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { problemPath } from '../../../../workbench/ui/problem-path.ts';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

interface KnowledgeFormProps {
  initial: Partial<KnowledgeInput>;
  /** The entry that is changed; absent for a new one. */
  entry?: KnowledgeEntry;
  onDone: () => void;
}

/** Saves what the contract takes; what it or the server refuses stands at its field. */
function useSave({ entry, onDone }: KnowledgeFormProps) {
  const { t } = useTranslation('hotline-knowledge');
  const { message } = App.useApp();
  const [form] = Form.useForm<KnowledgeInput>();
  const refreshes = [knowledgeApi.desk, knowledgeApi.versions, knowledgeApi.search, knowledgeApi.entry];
  const done = () => {
    void message.success(t('saved'));
    onDone();
  };
  const save = useAction(knowledgeApi.save, { refreshes, onDone: done });
  const create = useAction(knowledgeApi.create, { refreshes, onDone: done });
  const mark = (field: string, errors: string[]) => {
    const name = problemPath(field.replace(/^content\./, ''));
    form.setFields([{ name: name as never, errors }]);
    form.scrollToField(name as never, { block: 'center', focus: true });
  };
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.field) mark(error.field, [error.expected ?? error.message]);
  };
  const send = (content: KnowledgeContent) =>
    entry
      ? save.mutate({ params: { id: entry.id }, body: { version: entry.version, content } }, { onError })
      : create.mutate({ body: content }, { onError });
  const submit = () => {
    const checked = knowledgeContent.safeParse(form.getFieldsValue(true));
    if (checked.success) return send(checked.data);
    for (const { path, message: expected } of checked.error.issues.toReversed())
      mark(path.join('.'), [expected]);
  };
  return { form, submit, pending: save.isPending || create.isPending, error: save.error ?? create.error };
}

/** Every field of an entry. */
export function KnowledgeForm(props: KnowledgeFormProps) {
  const { t } = useTranslation('hotline-knowledge');
  const { form, submit, pending, error } = useSave(props);
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ audience: 'everybody', keywords: [], basis: [], ...props.initial }}
      onFinish={submit}
    >
      <EntryFields />
      <ProblemAlert error={error} />
      <div className="wb-form-buttons">
        <Button onClick={() => form.resetFields()}>{t('reset')}</Button>
        <Button type="primary" htmlType="submit" loading={pending}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}

function EntryFields() {
  const { t } = useTranslation('hotline-knowledge');
  const required = useRequired();
  const dates = ['validFrom', 'validTo', 'reviewBy'] as const;
  return (
    <>
      <TextPair name={['question']} label={t('fields.question')} />
      <TextPair name={['answer']} label={t('fields.answer')} long />
      <div className="wb-fields">
        <Form.Item name="organ" label={t('fields.organ')} rules={required(t('fields.organ'))}>
          <OrganSelect />
        </Form.Item>
        {dates.map((date) => (
          <Form.Item
            key={date}
            name={date}
            label={t(`fields.${date}`)}
            extra={date === 'reviewBy' ? t('hints.reviewBy') : undefined}
            rules={required(t(`fields.${date}`))}
          >
            <CivilDateInput />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="keywords" label={t('fields.keywords')} extra={t('hints.keywords')}>
        <Select mode="tags" tokenSeparators={[',', '，', '、', ' ']} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="basis" label={t('fields.basis')} extra={t('hints.basis')}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="audience" label={t('fields.audience')}>
        <Radio.Group
          options={knowledgeAudiences.map((value) => ({ value, label: t(`audience.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
