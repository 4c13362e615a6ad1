import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { organ as organShape, type OrganInput } from '#contract/catalogue';
import { calendarsApi } from '#contract/calendars-api';
import { regionsApi } from '#contract/regions';
import { useAction, useEndpoint } from '../../api.ts';
import { useLanguage, usePick } from '../../i18n/language.ts';
import { useExpected } from '../../i18n/use-expected.ts';
import { ProblemError } from '../../problem-error.ts';
import { RegionCascader } from '../../ui/region-cascader.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { RowList } from '../ui/row-list.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules, useRequired } from '../ui/use-required.ts';
import { problemPath } from '../ui/problem-path.ts';

interface OrganFormProps {
  initial: Partial<OrganInput>;
  /** Of an organ that is registered; absent for a new one. */
  code?: string;
  onDone: () => void;
}

/** Every field of an organ; what the contract or the server refuses stands at its field. */
export function OrganForm({ initial, code, onDone }: OrganFormProps) {
  const { t } = useTranslation('workbench-organs');
  const { language } = useLanguage();
  const inWords = useExpected();
  const { message } = App.useApp();
  const [form] = Form.useForm<OrganInput>();
  const save = useAction(regionsApi.saveOrgan, {
    refreshes: [regionsApi.listOrgans],
    onDone: () => {
      void message.success(t('saved'));
      onDone();
    },
  });
  const point = (field: string, errors: string[]) => {
    const name = problemPath(field);
    form.setFields([{ name: name as never, errors }]);
    form.scrollToField(name as never, { block: 'center', focus: true });
  };
  const submit = (values: OrganInput) => {
    const checked = organShape.safeParse({
      ...values,
      code: code ?? values.code,
      parent: values.parent || undefined,
    });
    if (!checked.success) {
      for (const { path, message: expected } of checked.error.issues.toReversed())
        point(path.join('.'), [inWords(expected)]);
      return;
    }
    save.mutate(
      { params: { code: checked.data.code }, body: checked.data },
      {
        onError: (error) => {
          if (error instanceof ProblemError && error.field)
            point(error.field, [error.expectedIn(language) ?? error.title(language)]);
        },
      },
    );
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ kind: 'department', calendar: 'CN', ...initial }}
      onFinish={submit}
    >
      <MainFields isNew={!code} />
      <ListFields />
      <ProblemAlert error={save.error} />
      <div className="wb-form-buttons">
        <Button onClick={() => form.resetFields()}>{t('reset')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}

function MainFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation('workbench-organs');
  const pick = usePick();
  const required = useRequired();
  const codeRules = useCodeRules();
  const calendars = useEndpoint(calendarsApi.listCalendars, {}, { staleTime: 300_000 });
  const kinds = organShape.shape.kind.unwrap().options;
  return (
    <div className="wb-fields">
      <Form.Item name="code" label={t('fields.code')} rules={codeRules(t('fields.code'))}>
        <Input disabled={!isNew} maxLength={80} />
      </Form.Item>
      <Form.Item name="kind" label={t('fields.kind')}>
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      </Form.Item>
      <TextPair name={['name']} label={t('fields.name')} />
      <Form.Item name="region" label={t('fields.region')} rules={required(t('fields.region'))}>
        <BoundRegion />
      </Form.Item>
      <Form.Item name="parent" label={t('fields.parent')}>
        <OrganSelect />
      </Form.Item>
      <Form.Item name="calendar" label={t('fields.calendar')}>
        <Select
          loading={calendars.isPending}
          options={(calendars.data ?? []).map(({ code, name }) => ({ value: code, label: pick(name) }))}
        />
      </Form.Item>
      <Form.Item name="timeZone" label={t('fields.timeZone')}>
        <Input placeholder="Asia/Shanghai" />
      </Form.Item>
    </div>
  );
}

/** The form passes value, onChange and id. */
function BoundRegion(props: {
  id?: string;
  value?: string;
  onChange?: (region: string | undefined) => void;
}) {
  return (
    <RegionCascader
      id={props.id}
      value={props.value}
      onChange={(region) => props.onChange?.(region)}
      style={{ width: '100%' }}
    />
  );
}

function ListFields() {
  const { t } = useTranslation('workbench-organs');
  const required = useRequired();
  const codeRules = useCodeRules();
  const hour = (field: string) => [
    ...required(field),
    { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: t('hints.hour') },
  ];
  return (
    <>
      <h3 className="wb-h3">{t('fields.workPeriods')}</h3>
      <p className="wb-quiet">{t('hints.workPeriods')}</p>
      <RowList name={['workPeriods']} what={t('period')} blank={{ from: '09:00', to: '12:00' }}>
        {(index) => (
          <>
            <Form.Item name={[index, 'from']} label={t('fields.from')} rules={hour(t('fields.from'))}>
              <Input placeholder="09:00" maxLength={5} />
            </Form.Item>
            <Form.Item name={[index, 'to']} label={t('fields.to')} rules={hour(t('fields.to'))}>
              <Input placeholder="09:00" maxLength={5} />
            </Form.Item>
          </>
        )}
      </RowList>
      {(['windows', 'posts'] as const).map((list) => (
        <div key={list}>
          <h3 className="wb-h3">{t(`fields.${list}`)}</h3>
          <RowList name={[list]} what={t(list === 'windows' ? 'window' : 'post')}>
            {(index) => (
              <>
                <Form.Item
                  name={[index, 'code']}
                  label={t('fields.code')}
                  rules={codeRules(t('fields.code'))}
                >
                  <Input maxLength={80} />
                </Form.Item>
                <TextPair name={[index, 'name']} label={t('fields.name')} />
              </>
            )}
          </RowList>
        </div>
      ))}
    </>
  );
}
