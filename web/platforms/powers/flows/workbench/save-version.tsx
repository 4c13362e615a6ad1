import { SaveOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ItemInput } from '#contract/catalogue';
import { catalogueApi } from '#contract/catalogue-api';
import { type FlowSimulation, flowsApi } from '#contract/powers/flows';
import { useAction, useEndpoint } from '../../../../api.ts';
import { useMay } from '../../../../session/permitted.ts';
import { draftOf } from '../../../../workbench/catalogue/item-page.tsx';
import { itemOf } from '../../../../workbench/catalogue/item-draft.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import type { ItemVersion } from '../item-version.ts';

/** For whoever edits the catalogue: the flow that was tried becomes the next version of its item, from a day on. */
export function SaveVersion({ code, tried }: { code: string; tried: FlowSimulation }) {
  const may = useMay()('catalogue.edit');
  const item = useEndpoint(catalogueApi.getItem, { params: { code } }, { enabled: may });
  // A base code names many items; each is changed by itself.
  if (!may || !item.data) return null;
  return <SaveForm item={item.data} tried={tried} />;
}

function SaveForm({ item, tried }: { item: ItemVersion; tried: FlowSimulation }) {
  const { t } = useTranslation('powers-flows');
  const required = useRequired();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const save = useAction(catalogueApi.saveItem, {
    refreshes: [catalogueApi.getItem, catalogueApi.listItems, flowsApi.getFlow],
    onDone: ({ code, version }) => {
      void message.success(t('save.done', { version }));
      void navigate({ to: '/workbench/catalogue/$code', params: { code }, search: {} });
    },
  });
  const submit = ({ effectiveFrom }: { effectiveFrom: string }) => {
    const flow = { ...tried.flow, version: item.flow.version + 1 };
    const whole = itemOf({ ...draftOf(item), flow, limits: tried.limits, effectiveFrom }) as ItemInput;
    save.mutate({ params: { code: item.code }, body: whole });
  };
  return (
    <Section title={t('save.title')}>
      <p className="wb-quiet">{t('save.hint')}</p>
      <Form layout="vertical" onFinish={submit} disabled={save.isPending}>
        <div className="wb-fields">
          <Form.Item name="effectiveFrom" label={t('save.from')} rules={required(t('save.from'))}>
            <CivilDateInput />
          </Form.Item>
        </div>
        <ProblemAlert error={save.error} />
        <Button type="primary" htmlType="submit" icon={<SaveOutlined aria-hidden />} loading={save.isPending}>
          {t('save.save')}
        </Button>
      </Form>
    </Section>
  );
}
