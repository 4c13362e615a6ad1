import { Checkbox, Form, type FormInstance, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { handlingComplaints, ticketKinds } from '#contract/hotline/ticket-names';
import { usePick } from '../../../i18n/language.ts';
import { RegionCascader } from '../../../ui/region-cascader.tsx';
import { CategorySelect } from './category-select.tsx';
import { PointField } from './point-field.tsx';
import styles from './tickets.module.css';

/** What a ticket asks of whoever writes it down, citizen or agent; names of fields as the contract has them. */
export interface TicketValues {
  kind: keyof typeof ticketKinds;
  category: string;
  title: string;
  content: string;
  place: {
    region: string;
    address?: string;
    community?: string;
    point?: { longitude?: number; latitude?: number };
  };
  caller: { name?: string; phone?: string; email?: string; address?: string };
  confidential?: boolean;
  files?: string[];
  complains?: boolean;
  about?: { number: string; kind: keyof typeof handlingComplaints };
}

/** A point with one number alone is none. */
const pointOf = (point: TicketValues['place']['point']) =>
  point?.longitude === undefined || point.latitude === undefined
    ? undefined
    : { longitude: point.longitude, latitude: point.latitude };

/** What the server takes of it. */
export const toBody = ({ complains, about, place, ...values }: TicketValues) => ({
  ...values,
  place: { ...place, point: pointOf(place.point) },
  ...(complains && about ? { about } : null),
});

function useNeeded() {
  const { t } = useTranslation('hotline-tickets');
  return (field: string, least = 0) => [
    { required: true, whitespace: true, message: t('fields.needed', { field }) },
    ...(least > 0 ? [{ min: least, message: t('fields.atLeast', { field, count: least }) }] : []),
  ];
}

export function SaidFields() {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const needed = useNeeded();
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="kind" label={t('fields.kind')} rules={[{ required: true }]}>
          <Select
            options={Object.entries(ticketKinds).map(([value, name]) => ({ value, label: pick(name) }))}
          />
        </Form.Item>
        <Form.Item
          name="category"
          label={t('fields.category')}
          rules={[{ required: true, message: t('fields.needed', { field: t('fields.category') }) }]}
        >
          <CategorySelect />
        </Form.Item>
      </div>
      <Form.Item
        name="title"
        label={t('fields.title')}
        extra={t('fields.titleHint')}
        rules={needed(t('fields.title'), 4)}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="content"
        label={t('fields.content')}
        extra={t('fields.contentHint')}
        rules={needed(t('fields.content'), 10)}
      >
        <Input.TextArea rows={5} maxLength={4000} />
      </Form.Item>
    </>
  );
}

export function PlaceFields({ form }: { form: FormInstance }) {
  const { t } = useTranslation('hotline-tickets');
  const region = Form.useWatch(['place', 'region'], form) as string | undefined;
  return (
    <>
      <Form.Item
        name={['place', 'region']}
        label={t('fields.region')}
        extra={t('fields.regionHint')}
        rules={[{ required: true, message: t('fields.needed', { field: t('fields.region') }) }]}
      >
        <RegionField />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name={['place', 'address']} label={t('fields.address')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={['place', 'community']} label={t('fields.community')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name={['place', 'point']} label={t('fields.point')} extra={t('fields.pointHint')}>
        <PointField region={region} />
      </Form.Item>
    </>
  );
}

/** The cascader as a control of a form. */
function RegionField({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: string;
  onChange?: (region: string | undefined) => void;
}) {
  return (
    <RegionCascader
      id={id}
      value={value}
      onChange={(region) => onChange?.(region)}
      style={{ width: '100%' }}
    />
  );
}

export function CallerFields({ needsPhone }: { needsPhone: boolean }) {
  const { t } = useTranslation('hotline-tickets');
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name={['caller', 'name']} label={t('fields.name')}>
          <Input maxLength={60} autoComplete={needsPhone ? 'name' : 'off'} />
        </Form.Item>
        <Form.Item name={['caller', 'phone']} label={t('fields.phone')}>
          <Input maxLength={30} inputMode="tel" autoComplete={needsPhone ? 'tel' : 'off'} />
        </Form.Item>
        <Form.Item name={['caller', 'email']} label={t('fields.email')}>
          <Input maxLength={120} inputMode="email" autoComplete={needsPhone ? 'email' : 'off'} />
        </Form.Item>
      </div>
      <Form.Item name="confidential" valuePropName="checked" extra={t('fields.confidentialHint')}>
        <Checkbox>{t('fields.confidential')}</Checkbox>
      </Form.Item>
    </>
  );
}

export function AboutFields({ form }: { form: FormInstance }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const needed = useNeeded();
  const complains = Form.useWatch('complains', form) as boolean | undefined;
  return (
    <>
      <Form.Item name="complains" valuePropName="checked">
        <Checkbox>{t('fields.about')}</Checkbox>
      </Form.Item>
      {complains && (
        <div className={styles.pair}>
          <Form.Item
            name={['about', 'number']}
            label={t('fields.aboutNumber')}
            rules={needed(t('fields.aboutNumber'))}
          >
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name={['about', 'kind']} label={t('fields.aboutKind')} initialValue="inaction">
            <Select
              options={Object.entries(handlingComplaints).map(([value, name]) => ({
                value,
                label: pick(name),
              }))}
            />
          </Form.Item>
        </div>
      )}
    </>
  );
}
