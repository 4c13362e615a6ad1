import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/language.ts';
import { TextPair } from '../ui/text-pair.tsx';
import { useCodeRules } from '../ui/use-required.ts';
import type { StepDraft } from './item-draft.ts';
import { useUnitOptions } from './limit-fields.tsx';

interface StepFieldsProps {
  /** Its place in the list of steps. */
  index: number;
  steps: StepDraft[];
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  /** The code was changed; what names the step follows. */
  onRename: (from: string, to: string) => void;
}

/** Every field of one step. */
export function StepFields({ index, steps, onMove, onRemove, onRename }: StepFieldsProps) {
  const { t } = useTranslation('workbench-catalogue');
  const { language } = useLanguage();
  const codeRules = useCodeRules();
  const before = useRef('');
  const others = steps.flatMap((step, place) =>
    place !== index && step.code
      ? [
          {
            value: step.code,
            label: step.name?.[language] ? `${step.name[language]} (${step.code})` : step.code,
          },
        ]
      : [],
  );
  return (
    <div className="wb-step-body">
      <div className="wb-fields">
        <Form.Item name={[index, 'code']} label={t('fields.code')} rules={codeRules(t('fields.code'))}>
          <Input
            maxLength={80}
            onFocus={(event) => {
              before.current = event.target.value.trim();
            }}
            onBlur={(event) => {
              const now = event.target.value.trim();
              if (before.current && now && now !== before.current) onRename(before.current, now);
            }}
          />
        </Form.Item>
        <TextPair name={[index, 'name']} label={t('fields.name')} />
        <Form.Item name={[index, 'after']} label={t('fields.after')} extra={t('hints.after')}>
          <Select mode="multiple" options={others} allowClear placeholder={t('flow.first')} />
        </Form.Item>
        <Form.Item name={[index, 'posts']} label={t('fields.posts')} extra={t('hints.posts')}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', ' ', '，', '、']}
            placeholder={t('flow.anyone')}
          />
        </Form.Item>
        <Form.Item
          name={[index, 'separateFrom']}
          label={t('fields.separateFrom')}
          extra={t('hints.separateFrom')}
        >
          <Select mode="multiple" options={others} allowClear />
        </Form.Item>
      </div>
      <StepTimes index={index} others={others} />
      <div className="wb-checks">
        {(['mandatory', 'repeatable', 'siteCheck'] as const).map((flag) => (
          <Form.Item key={flag} name={[index, flag]} valuePropName="checked" noStyle>
            <Checkbox>{t(`fields.${flag}`)}</Checkbox>
          </Form.Item>
        ))}
      </div>
      <div className="wb-step-buttons">
        <Button icon={<ArrowUpOutlined aria-hidden />} disabled={index === 0} onClick={() => onMove(-1)}>
          {t('flow.up')}
        </Button>
        <Button
          icon={<ArrowDownOutlined aria-hidden />}
          disabled={index === steps.length - 1}
          onClick={() => onMove(1)}
        >
          {t('flow.down')}
        </Button>
        <Button danger icon={<DeleteOutlined aria-hidden />} disabled={steps.length < 2} onClick={onRemove}>
          {t('flow.remove')}
        </Button>
      </div>
    </div>
  );
}

/** The step's limit, and the time before which it may not come; each counted from another step. */
function StepTimes({ index, others }: { index: number; others: { value: string; label: string }[] }) {
  const { t } = useTranslation('workbench-catalogue');
  const units = useUnitOptions();
  return (
    <>
      {(['limit', 'notBefore'] as const).map((kind) => (
        <fieldset key={kind} className="wb-row">
          <legend>{t(`fields.${kind}`)}</legend>
          <div className="wb-fields">
            <Form.Item name={[index, kind, 'n']} label={t('fields.n')}>
              <InputNumber min={1} max={3650} precision={0} className="wb-full" />
            </Form.Item>
            <Form.Item name={[index, kind, 'unit']} label={t('fields.unit')}>
              <Select options={units} allowClear />
            </Form.Item>
            <Form.Item name={[index, kind, 'from']} label={t('fields.from')}>
              <Select options={others} allowClear />
            </Form.Item>
          </div>
        </fieldset>
      ))}
    </>
  );
}
