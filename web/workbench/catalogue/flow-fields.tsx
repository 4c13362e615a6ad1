import { PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { moveStep, removeStep, renameStep } from './flow-draft.ts';
import type { StepDraft } from './item-draft.ts';
import { StepFields } from './step-fields.tsx';
import { StepSummary } from './step-summary.tsx';

const path = ['flow', 'steps'];

/** The steps of the flow as a table, each row unfolding into its fields. */
export function FlowFields() {
  const { t } = useTranslation('workbench-catalogue');
  const form = Form.useFormInstance();
  const steps = (Form.useWatch(path, form) as (StepDraft | undefined)[] | undefined) ?? [];
  const whole = steps.map((step) => step ?? {});
  // Setting the list as a whole keeps what names a step in line with it.
  const set = (next: StepDraft[]) => form.setFieldValue(path, next);
  return (
    <Form.List name={path}>
      {(rows, { add }, { errors }) => (
        <div className="wb-steps">
          <div className="wb-step-head" aria-hidden="true">
            <span>{t('flow.order')}</span>
            <span>{t('flow.step')}</span>
            <span>{t('flow.after')}</span>
            <span>{t('flow.who')}</span>
            <span>{t('flow.limit')}</span>
            <span>{t('flow.separate')}</span>
          </div>
          {rows.map((row, index) => (
            <details key={row.key} className="wb-step" id={`wb-step-${row.name}`}>
              <StepSummary steps={whole} index={index} />
              <StepFields
                index={row.name}
                steps={whole}
                onMove={(by) => set(moveStep(whole, index, by))}
                onRemove={() => set(removeStep(whole, index))}
                onRename={(from, to) => set(renameStep(whole, from, to))}
              />
            </details>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() => {
              const last = whole.at(-1)?.code;
              add({ after: last ? [last] : [], posts: [], separateFrom: [], repeatable: true });
            }}
          >
            {t('flow.add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
