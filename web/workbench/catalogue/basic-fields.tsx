import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { calendarsApi } from '#contract/calendars-api';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { CivilDateInput } from '../ui/civil-date-input.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { PlatformSelect } from '../ui/platform-select.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules, useRequired } from '../ui/use-required.ts';

/** Code, name, kind, organ, dates and telephones of an item. */
export function BasicFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(['workbench-catalogue', 'terms']);
  const pick = usePick();
  const required = useRequired();
  const codeRules = useCodeRules();
  return (
    <div className="wb-fields">
      <Form.Item
        name="code"
        label={t('fields.code')}
        rules={codeRules(t('fields.code'))}
        validateTrigger="onBlur"
        extra={isNew ? t('hints.code') : undefined}
      >
        <Input disabled={!isNew} maxLength={80} />
      </Form.Item>
      <TextPair name={['name']} label={t('fields.name')} />
      <Form.Item name="platform" label={t('fields.platform')} rules={required(t('fields.platform'))}>
        <PlatformSelect allowClear={false} disabled={!isNew} />
      </Form.Item>
      <Form.Item name="type" label={t('fields.type')} rules={required(t('fields.type'))}>
        <Select
          options={Object.entries(itemTypes).map(([code, name]) => ({
            value: code,
            label: `${code} ${pick(name)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="level" label={t('fields.level')} rules={required(t('fields.level'))}>
        <Select
          options={([1, 2, 3, 4, 5, 6] as const).map((level) => ({
            value: level,
            label: t(`terms:regionLevel.${level}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="organ" label={t('fields.organ')} rules={required(t('fields.organ'))}>
        <OrganSelect allowClear={false} />
      </Form.Item>
      <Form.Item name="caseType" label={t('fields.caseType')}>
        <Select
          options={(['promised', 'same-day'] as const).map((type) => ({
            value: type,
            label: t(`terms:caseType.${type}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="effectiveFrom"
        label={t('fields.effectiveFrom')}
        rules={required(t('fields.effectiveFrom'))}
      >
        <CivilDateInput />
      </Form.Item>
      <Form.Item name="cancelledFrom" label={t('fields.cancelledFrom')}>
        <CivilDateInput />
      </Form.Item>
      <PolicyField />
      <Form.Item name="phone" label={t('fields.phone')}>
        <Input type="tel" />
      </Form.Item>
      <Form.Item name="supervisionPhone" label={t('fields.supervisionPhone')}>
        <Input type="tel" />
      </Form.Item>
    </div>
  );
}

function PolicyField() {
  const { t } = useTranslation('workbench-catalogue');
  const pick = usePick();
  const policies = useEndpoint(calendarsApi.listPolicies, {}, { staleTime: 300_000 });
  return (
    <>
      <Form.Item name="policy" label={t('fields.policy')}>
        <Select
          allowClear
          loading={policies.isPending}
          placeholder={t('hints.policy')}
          options={(policies.data ?? []).map(({ code, name, isDefault }) => ({
            value: code,
            label: isDefault ? t('hints.defaultPolicy', { name: pick(name) }) : pick(name),
          }))}
        />
      </Form.Item>
    </>
  );
}
