import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  accessAids,
  type PointDetail,
  pointContent,
  type PointInput,
  pointsApi,
} from '#contract/services/points';
import { useAction } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { useExpected } from '../../../../i18n/use-expected.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { problemPath } from '../../../../workbench/ui/problem-path.ts';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { HoursFields } from './hours-fields.tsx';
import { StatusFields } from './status-fields.tsx';
import { WindowFields } from './window-fields.tsx';

interface PointFormProps {
  initial: Partial<PointInput>;
  /** The point that is changed; absent for a new one. */
  point?: PointDetail;
  onDone: () => void;
}

/** What a form leaves empty is absent, not an empty text. */
function tidy(values: PointInput): unknown {
  const { coordinates, phone, status, windows, ...rest } = values;
  const placed = coordinates?.longitude != null && coordinates.latitude != null;
  return {
    ...rest,
    coordinates: placed ? coordinates : null,
    phone: phone || null,
    status:
      status?.state === 'suspended' ? { ...status, until: status.until || undefined } : { state: 'working' },
    windows: windows?.map((window) => ({ ...window, organ: window.organ || undefined })),
  };
}

/** What a form begins with: what is there, and the contract's defaults where nothing is. */
const startOf = (initial: Partial<PointInput>) => ({
  status: { state: 'working' },
  ...initial,
  coordinates: initial.coordinates ?? { datum: 'GCJ-02' },
  hours: { weekly: null, holidays: 'closed', makeupAs: 1, exceptions: [], ...initial.hours },
});

/** Every field of a point; what the contract or the server refuses stands at its field. */
export function PointForm({ initial, point, onDone }: PointFormProps) {
  const { t } = useTranslation(['services-points', 'workbench']);
  const { language } = useLanguage();
  const inWords = useExpected();
  const { message } = App.useApp();
  const [form] = Form.useForm<PointInput>();
  const refreshes = [pointsApi.listPoints, pointsApi.getCoverage, pointsApi.listPointVersions];
  const done = () => {
    void message.success(t('saved'));
    onDone();
  };
  const save = useAction(pointsApi.savePoint, { refreshes, onDone: done });
  const create = useAction(pointsApi.createPoint, { refreshes, onDone: done });
  const mark = (field: string, errors: string[]) => {
    const name = problemPath(field.replace(/^content\./, ''));
    form.setFields([{ name: name as never, errors }]);
    form.scrollToField(name as never, { block: 'center', focus: true });
  };
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.field)
      mark(error.field, [error.expectedIn(language) ?? error.title(language)]);
  };
  const submit = () => {
    const checked = pointContent.safeParse(tidy(form.getFieldsValue(true) as PointInput));
    if (!checked.success) {
      for (const { path, message: expected } of checked.error.issues.toReversed())
        mark(path.join('.'), [inWords(expected)]);
      return;
    }
    if (point)
      save.mutate(
        { params: { id: point.id }, body: { version: point.version, content: checked.data } },
        { onError },
      );
    else create.mutate({ body: checked.data }, { onError });
  };
  return (
    <Form form={form} layout="vertical" initialValues={startOf(initial)} onFinish={submit}>
      <PlaceFields />
      <StatusFields />
      <WindowFields />
      <HoursFields />
      <ProblemAlert error={save.error ?? create.error} />
      <div className="wb-form-buttons">
        <Button onClick={() => form.resetFields()}>{t('reset')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending || create.isPending}>
          {t('save')}
        </Button>
      </div>
    </Form>
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

function PlaceFields() {
  const { t } = useTranslation('services-points');
  const required = useRequired();
  return (
    <>
      <div className="wb-fields">
        <TextPair name={['name']} label={t('fields.name')} />
        <Form.Item name="organ" label={t('fields.organ')} rules={required(t('fields.organ'))}>
          <OrganSelect />
        </Form.Item>
        <Form.Item name="region" label={t('fields.region')} rules={required(t('fields.region'))}>
          <BoundRegion />
        </Form.Item>
        <Form.Item name="address" label={t('fields.address')} rules={required(t('fields.address'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t('fields.phone')} extra={t('hints.phone')}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
        <Form.Item name={['coordinates', 'longitude']} label={t('fields.longitude')}>
          <InputNumber className="wb-full" min={73} max={136} step={0.001} />
        </Form.Item>
        <Form.Item name={['coordinates', 'latitude']} label={t('fields.latitude')}>
          <InputNumber className="wb-full" min={3} max={54} step={0.001} />
        </Form.Item>
        <Form.Item name={['coordinates', 'datum']} label={t('fields.datum')}>
          <Select options={['GCJ-02', 'WGS-84'].map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="access" label={t('fields.access')}>
          <Select
            mode="multiple"
            options={accessAids.map((value) => ({ value, label: t(`access.${value}`) }))}
          />
        </Form.Item>
      </div>
    </>
  );
}
