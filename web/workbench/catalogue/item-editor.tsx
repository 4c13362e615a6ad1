import { useNavigate } from '@tanstack/react-router';
import { App, Form } from 'antd';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemInput } from '#contract/catalogue';
import { catalogueApi } from '#contract/catalogue-api';
import { useAction } from '../../api.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Section } from '../ui/section.tsx';
import { BasicFields } from './basic-fields.tsx';
import { BasisFields, ConditionFields, FeeFields } from './detail-fields.tsx';
import { EditorBar } from './editor-bar.tsx';
import { FlowFields } from './flow-fields.tsx';
import { FlowPreview } from './flow-preview.tsx';
import { FormFields } from './form-fields.tsx';
import { GuideFields, SpecialFields } from './guide-fields.tsx';
import { type ItemDraft, itemOf, sameItem, withFlowVersion } from './item-draft.ts';
import { LimitFields } from './limit-fields.tsx';
import { MaterialFields } from './material-fields.tsx';
import { PartFields } from './part-fields.tsx';
import { ProblemList } from './problem-list.tsx';
import { useItemCheck } from './use-item-check.ts';

interface ItemEditorProps {
  initial: ItemDraft;
  /** Of an item that exists; absent for a new one. */
  code?: string;
  aside?: ReactNode;
}

/** Writes an item: every field of the catalogue, checked by the server as one goes, its flow drawn beside. */
export function ItemEditor({ initial, code, aside }: ItemEditorProps) {
  const { t } = useTranslation('workbench-catalogue');
  const [form] = Form.useForm<ItemDraft>();
  // With what has no field of its own, such as the version of the flow.
  const draft = (Form.useWatch([], { form, preserve: true }) as ItemDraft | undefined) ?? initial;
  const dirty = useMemo(() => !sameItem(draft, initial), [draft, initial]);
  const check = useItemCheck(form, initial);
  const { save, saved } = useSaving(code);

  const submit = async () => {
    const whole = form.getFieldsValue(true) as ItemDraft;
    const problems = await check.all(whole);
    if (problems.length > 0) return check.show(problems[0]);
    const body = itemOf(withFlowVersion(whole, initial)) as ItemInput;
    save.mutate({ params: { code: code ?? body.code }, body });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      className="wb-editor"
      initialValues={initial}
      onFinish={() => void submit()}
      onFinishFailed={({ errorFields }) =>
        check.show({ field: (errorFields[0]?.name ?? []).join('.'), expected: '' })
      }
      onBlur={() => check.later()}
      onKeyDown={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        form.submit();
      }}
    >
      <EditorBar
        dirty={dirty}
        busy={save.isPending || check.busy}
        onReset={() => {
          form.resetFields();
          check.clear();
        }}
        isNew={!code}
      />
      <ProblemList problems={check.problems} onShow={check.show} />
      <ProblemAlert error={save.error} />
      <div className="wb-stack">
        <Section title={t('sections.basic')}>
          <BasicFields isNew={!code} />
        </Section>
        <Section title={t('sections.guide')}>
          <GuideFields composed={check.composed} />
        </Section>
        <Details draft={draft} onStep={check.showStep} />
        {aside}
      </div>
      <LeaveGuard dirty={dirty} passes={saved} />
    </Form>
  );
}

/** The longer parts of an item, one section each. */
function Details({ draft, onStep }: { draft: ItemDraft; onStep: (code: string) => void }) {
  const { t } = useTranslation('workbench-catalogue');
  const sections: [title: string, fields: ReactNode][] = [
    [t('sections.limits'), <LimitFields key="limits" />],
    [t('sections.special'), <SpecialFields key="special" />],
    [t('sections.basis'), <BasisFields key="basis" />],
    [
      t('sections.flow'),
      <div className="wb-flow-editor" key="flow">
        <FlowFields />
        <FlowPreview steps={draft.flow?.steps ?? []} onStep={onStep} />
      </div>,
    ],
    [t('sections.materials'), <MaterialFields key="materials" />],
    [t('sections.conditions'), <ConditionFields key="conditions" />],
    [t('sections.fees'), <FeeFields key="fees" />],
    [t('sections.form'), <FormFields key="form" />],
    [t('sections.parts'), <PartFields key="parts" />],
  ];
  return sections.map(([title, fields]) => (
    <Section key={title} title={title}>
      {fields}
    </Section>
  ));
}

/** Saves a version, tells which one it became, and leads to it. */
function useSaving(code: string | undefined) {
  const { t } = useTranslation('workbench-catalogue');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const saved = useRef(false);
  const save = useAction(catalogueApi.saveItem, {
    refreshes: [catalogueApi.listItems, catalogueApi.getItem],
    onDone: (item) => {
      saved.current = true;
      void message.success(t(code ? 'page.savedAs' : 'page.created', { version: item.version }));
      void navigate({ to: '/workbench/catalogue/$code', params: { code: item.code }, search: {} });
    },
  });
  return { save, saved };
}
