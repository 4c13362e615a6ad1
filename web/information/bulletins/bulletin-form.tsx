import { App, Button, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import {
  type BulletinContent,
  type BulletinDesk,
  bulletinContent,
  type BulletinInput,
  bulletinsApi,
} from '#contract/bulletins';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';
import { UploadField } from '../../ui/upload-field.tsx';
import { CivilDateInput } from '../../workbench/ui/civil-date-input.tsx';
import { OrganSelect } from '../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../workbench/ui/problem-alert.tsx';
import { problemPath } from '../../workbench/ui/problem-path.ts';
import { useRequired } from '../../workbench/ui/use-required.ts';
import { useColumns } from './column-nav.tsx';

interface BulletinFormProps {
  /** The bulletin that is changed; absent for a new one. */
  one?: BulletinDesk;
  onDone: (saved: BulletinDesk) => void;
}

const refreshes = [bulletinsApi.desk, bulletinsApi.deskBulletin];

/** Saves what the contract takes; what it or the server refuses stands at its field. */
function useSave({ one, onDone }: BulletinFormProps) {
  const { t } = useTranslation('bulletins');
  const { message } = App.useApp();
  const [form] = Form.useForm<BulletinInput>();
  const done = (saved: BulletinDesk) => {
    void message.success(t('savedAs', { version: saved.version }));
    onDone(saved);
  };
  const save = useAction(bulletinsApi.save, { refreshes, onDone: done });
  const create = useAction(bulletinsApi.create, { refreshes, onDone: done });
  const mark = (field: string, errors: string[]) => {
    const name = problemPath(field.replace(/^content\./, ''));
    form.setFields([{ name: name as never, errors }]);
    form.scrollToField(name as never, { block: 'center', focus: true });
  };
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.field) mark(error.field, [error.expected ?? error.message]);
  };
  const send = (content: BulletinContent) =>
    one
      ? save.mutate({ params: { id: one.id }, body: { version: one.version, content } }, { onError })
      : create.mutate({ body: content }, { onError });
  const submit = () => {
    const given = form.getFieldsValue(true) as BulletinInput;
    const checked = bulletinContent.safeParse({ ...given, validTo: given.validTo || null });
    if (checked.success) return send(checked.data);
    for (const { path, message: expected } of checked.error.issues.toReversed())
      mark(path.join('.'), [expected]);
  };
  return { form, submit, pending: save.isPending || create.isPending, error: save.error ?? create.error };
}

/** A moment of the reader's own clock, kept as RFC 3339. */
function MomentInput({
  value,
  onChange,
  id,
}: {
  id?: string;
  value?: string | null;
  onChange?: (at: string | null) => void;
}) {
  const { t } = useTranslation('bulletins');
  return (
    <DatePicker
      id={id}
      className="wb-full"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      placeholder={t('asSoonAsApproved')}
      value={value ? dayjs(value) : null}
      onChange={(at) => onChange?.(at ? at.second(0).format('YYYY-MM-DDTHH:mm:ssZ') : null)}
    />
  );
}

function Texts() {
  const { t } = useTranslation('bulletins');
  const required = useRequired();
  return (
    <>
      <Form.Item name="title" label={t('fields.title')} rules={required(t('fields.title'))}>
        <Input maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('fields.text')}
        extra={t('hints.text')}
        rules={required(t('fields.text'))}
      >
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} maxLength={50_000} lang="zh-CN" />
      </Form.Item>
      <Form.Item name="titleEn" label={t('fields.titleEn')}>
        <Input maxLength={300} lang="en" />
      </Form.Item>
      <Form.Item name="textEn" label={t('fields.textEn')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 24 }} maxLength={50_000} lang="en" />
      </Form.Item>
    </>
  );
}

/** Every field of a bulletin. */
export function BulletinForm(props: BulletinFormProps) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const required = useRequired();
  const columns = useColumns();
  const { form, submit, pending, error } = useSave(props);
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ pinned: false, ...props.one?.content }}
      onFinish={submit}
    >
      <div className="wb-fields">
        <Form.Item name="column" label={t('fields.column')} rules={required(t('fields.column'))}>
          <Select options={columns.map(({ code, name }) => ({ value: code, label: pick(name) }))} />
        </Form.Item>
        <Form.Item name="organ" label={t('fields.organ')} rules={required(t('fields.organ'))}>
          <OrganSelect />
        </Form.Item>
      </div>
      <Texts />
      <div className="wb-fields">
        <Form.Item name="publishAt" label={t('fields.publishAt')}>
          <MomentInput />
        </Form.Item>
        <Form.Item name="validTo" label={t('fields.validTo')}>
          <CivilDateInput />
        </Form.Item>
      </div>
      <Form.Item name="pinned" valuePropName="checked">
        <Checkbox>{t('fields.pinned')}</Checkbox>
      </Form.Item>
      <Form.Item name="attachments" label={t('fields.attachments')}>
        <UploadField initial={props.one?.attachments} />
      </Form.Item>
      <ProblemAlert error={error} />
      <div className="wb-form-buttons">
        <Button type="primary" htmlType="submit" loading={pending}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}
