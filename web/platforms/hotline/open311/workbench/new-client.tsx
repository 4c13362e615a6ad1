import { Alert, Button, Drawer, Form, Grid, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { newClient, open311Api } from '#contract/hotline/open311';
import { useAction } from '../../../../api.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { CopyButton } from '../../../../workbench/ui/copy-button.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { problemPath } from '../../../../workbench/ui/problem-path.ts';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

type Given = z.input<typeof newClient>;

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

/** Registers a program; its key is shown once. */
export function NewClient({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('hotline-open311');
  const required = useRequired();
  const roomy = Grid.useBreakpoint().md;
  const [form] = Form.useForm<Given>();
  const add = useAction(open311Api.addClient, {
    refreshes: [open311Api.listClients],
    onDone: () => form.resetFields(),
  });
  const close = () => {
    add.reset();
    onClose();
  };
  const mark = (field: string, expected: string) =>
    form.setFields([{ name: problemPath(field) as never, errors: [expected] }]);
  const submit = (values: Given) => {
    const checked = newClient.safeParse(values);
    if (!checked.success) {
      for (const { path, message } of checked.error.issues) mark(path.join('.'), message);
      return;
    }
    add.mutate(
      { body: checked.data },
      {
        onError: (error) => {
          if (error instanceof ProblemError && error.field)
            mark(error.field, error.expected ?? error.message);
        },
      },
    );
  };
  return (
    <Drawer open={open} title={t('new')} size={roomy ? 560 : '100%'} onClose={close} destroyOnHidden>
      {add.data ? (
        <>
          <Alert type="success" showIcon title={t('keyOnce')} />
          <p>
            <code style={{ overflowWrap: 'anywhere' }}>{add.data.key}</code>{' '}
            <CopyButton text={add.data.key} what={t('key')} />
          </p>
          <Button onClick={close}>{t('done')}</Button>
        </>
      ) : (
        <Form form={form} layout="vertical" onFinish={submit}>
          <TextPair name={['name']} label={t('fields.name')} />
          <Form.Item
            name="contact"
            label={t('fields.contact')}
            extra={t('hints.contact')}
            rules={required(t('fields.contact'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="region"
            label={t('fields.region')}
            extra={t('hints.region')}
            rules={required(t('fields.region'))}
          >
            <BoundRegion />
          </Form.Item>
          <ProblemAlert error={add.error} />
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t('register')}
          </Button>
        </Form>
      )}
    </Drawer>
  );
}
