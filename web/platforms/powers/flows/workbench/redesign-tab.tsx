import { ExperimentOutlined, UploadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Upload } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow, Item } from '#contract/catalogue';
import { type FlowSimulation, flowsApi } from '#contract/powers/flows';
import { type InputOf, type ResponseOf, useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { FlowFields } from '../../../../workbench/catalogue/flow-fields.tsx';
import { FlowPreview } from '../../../../workbench/catalogue/flow-preview.tsx';
import { type ItemDraft, itemOf, type StepDraft } from '../../../../workbench/catalogue/item-draft.ts';
import { LimitFields } from '../../../../workbench/catalogue/limit-fields.tsx';
import { LeaveGuard } from '../../../../workbench/ui/leave-guard.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { PastSimulations } from './past-simulations.tsx';
import type { ItemVersion } from '../item-version.ts';

interface Props {
  code: string;
  item: ItemVersion;
  /** What the draft begins with. */
  base: { flow: Flow; limits: Item['limits'] } | FlowSimulation;
}
type Draft = Pick<ItemDraft, 'flow' | 'limits'> & {
  note?: string;
  openedFrom?: string;
  openedTo?: string;
};
type Notes = ResponseOf<typeof flowsApi.readBpmn>['notes'];

/** Writes another flow and other limits, from what is in force or from BPMN, and tries them on past cases. */
export function RedesignTab({ code, item, base }: Props) {
  const { t } = useTranslation('powers-flows');
  const tries = useMay()('statistics.read');
  const [form] = Form.useForm<Draft>();
  const navigate = useNavigate();
  const [dirty, setDirty] = useState(false);
  const kept = useRef(false);
  const simulate = useAction(flowsApi.simulateFlow, {
    refreshes: [flowsApi.listSimulations],
    onDone: ({ id }) => {
      kept.current = true;
      void navigate({
        to: '/workbench/powers/flow/$code/simulations/$id',
        params: { code, id: String(id) },
      });
    },
  });
  const submit = () => {
    const { note, openedFrom, openedTo, flow, limits } = form.getFieldsValue(true) as Draft;
    const proposed = itemOf({ flow: { ...flow, version: item.flow.version + 1 }, limits }) as object;
    const body = { ...proposed, note, openedFrom, openedTo } as InputOf<typeof flowsApi.simulateFlow>['body'];
    simulate.mutate({ params: { code }, body });
  };
  // Setting values is no change that the form tells of.
  const take = (flow: Flow) => {
    form.setFieldsValue({ flow });
    setDirty(true);
  };
  const initial: Draft = { flow: base.flow, limits: base.limits, ...('note' in base && { note: base.note }) };
  return (
    <div className="wb-stack">
      <PastSimulations code={code} />
      <Form
        form={form}
        layout="vertical"
        className="wb-editor"
        initialValues={initial}
        onFinish={submit}
        onValuesChange={() => setDirty(true)}
        disabled={simulate.isPending}
      >
        <div className="wb-stack">
          <Section title={t('redesign.steps')} extra={<Import onFlow={take} />}>
            <p className="wb-quiet">{t('redesign.hint')}</p>
            <div className="wb-flow-editor">
              <FlowFields />
              <Preview />
            </div>
          </Section>
          <Section title={t('redesign.limits')}>
            <LimitFields />
          </Section>
          {tries && (
            <Section title={t('redesign.try')}>
              <p className="wb-quiet">{t('redesign.tryHint')}</p>
              <div className="wb-fields">
                <Form.Item name="openedFrom" label={t('redesign.openedFrom')}>
                  <CivilDateInput />
                </Form.Item>
                <Form.Item name="openedTo" label={t('redesign.openedTo')}>
                  <CivilDateInput />
                </Form.Item>
                <Form.Item name="note" label={t('redesign.note')} className="wb-field-wide">
                  <Input maxLength={400} />
                </Form.Item>
              </div>
              <ProblemAlert error={simulate.error} />
              <Button
                type="primary"
                htmlType="submit"
                icon={<ExperimentOutlined aria-hidden />}
                loading={simulate.isPending}
              >
                {t('redesign.simulate')}
              </Button>
            </Section>
          )}
        </div>
        <LeaveGuard dirty={dirty} passes={kept} />
      </Form>
    </div>
  );
}

function Preview() {
  const form = Form.useFormInstance<Draft>();
  const steps = Form.useWatch(['flow', 'steps'], form) as StepDraft[] | undefined;
  return <FlowPreview steps={steps ?? []} onStep={unfold} />;

  /** A step of the drawing leads to its fields. */
  function unfold(code: string): void {
    const place = steps?.findIndex((step) => step?.code === code) ?? -1;
    const fold = document.getElementById(`wb-step-${place}`);
    if (!(fold instanceof HTMLDetailsElement)) return;
    fold.open = true;
    fold.scrollIntoView({ block: 'center' });
  }
}

/** Reads a file of BPMN into the draft; what was read otherwise than drawn, or cannot be a flow, is said by element. */
function Import({ onFlow }: { onFlow: (flow: Flow) => void }) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const [notes, setNotes] = useState<Notes | null>(null);
  const read = useAction(flowsApi.readBpmn, {
    onDone: (answer) => {
      onFlow(answer.flow);
      setNotes(answer.notes);
    },
  });
  return (
    <div className="no-print">
      <Upload
        accept=".bpmn,.xml"
        showUploadList={false}
        beforeUpload={async (file: File) => {
          setNotes(null);
          read.mutate({ body: { xml: await file.text() } });
          return Upload.LIST_IGNORE;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={read.isPending}>
          {t('bpmn.import')}
        </Button>
      </Upload>
      <ProblemAlert error={read.error} />
      {notes && (
        <Alert
          type={notes.length > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          title={t('bpmn.read')}
          description={
            notes.length > 0 && (
              <ul>
                {notes.map(({ element, text }) => (
                  <li key={`${element} ${text.en}`}>
                    <code>{element}</code> {pick(text)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
    </div>
  );
}
