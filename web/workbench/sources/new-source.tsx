import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { sourcesApi } from '#contract/sources';
import { type ResponseOf, useAction } from '../../api.ts';
import { useLanguage } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useCodeRules, useRequired } from '../ui/use-required.ts';

interface NewSourceProps {
  open: boolean;
  onClose: () => void;
}
interface Fields {
  code: string;
  name: string;
  mode: 'live' | 'replay';
}

/** Registers a source; its token is shown once, then never again. */
export function NewSource({ open, onClose }: NewSourceProps) {
  const { t } = useTranslation('workbench-basis');
  const create = useAction(sourcesApi.createSource, { refreshes: [sourcesApi.listSources] });
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('source.new')}
      onCancel={close}
      footer={null}
      destroyOnHidden
      // A token that was not copied is lost: only the buttons close the window then.
      mask={{ closable: create.data === undefined }}
      keyboard={create.data === undefined}
    >
      {create.data ? (
        <TokenOnce source={create.data} onClose={close} />
      ) : (
        <SourceForm create={create} onCancel={close} />
      )}
    </Modal>
  );
}

function TokenOnce({
  source,
  onClose,
}: {
  source: ResponseOf<typeof sourcesApi.createSource>;
  onClose: () => void;
}) {
  const { t } = useTranslation('workbench-basis');
  return (
    <div className="wb-stack-small">
      <Alert type="warning" showIcon title={t('source.tokenOnce')} />
      <p>{t('source.tokenOf', { name: source.name })}</p>
      <p className="wb-token">
        <code>{source.token}</code>
        <CopyButton text={source.token} what={t('source.token')} />
      </p>
      <p className="wb-quiet">{t('source.tokenUse')}</p>
      <div className="wb-form-buttons">
        <Button type="primary" onClick={onClose}>
          {t('source.tokenKept')}
        </Button>
      </div>
    </div>
  );
}

interface SourceFormProps {
  create: ReturnType<typeof useAction<typeof sourcesApi.createSource>>;
  onCancel: () => void;
}

function SourceForm({ create, onCancel }: SourceFormProps) {
  const { t } = useTranslation('workbench-basis');
  const { language } = useLanguage();
  const required = useRequired();
  const codeRules = useCodeRules();
  const [form] = Form.useForm<Fields>();
  const submit = (values: Fields) =>
    create.mutate(
      { body: { ...values, code: values.code.trim(), name: values.name.trim() } },
      {
        onError: (error) => {
          if (error instanceof ProblemError && error.field)
            form.setFields([
              {
                name: error.field as keyof Fields,
                errors: [error.expectedIn(language) ?? error.title(language)],
              },
            ]);
        },
      },
    );
  return (
    <Form form={form} layout="vertical" initialValues={{ mode: 'live' }} onFinish={submit}>
      <Form.Item
        name="code"
        label={t('source.code')}
        extra={t('source.codeHint')}
        rules={codeRules(t('source.code'))}
        validateTrigger="onBlur"
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="name" label={t('source.name')} rules={required(t('source.name'))}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="mode" label={t('source.mode')} extra={t('source.modeHint')}>
        <Radio.Group
          options={(['live', 'replay'] as const).map((mode) => ({ value: mode, label: t(`source.${mode}`) }))}
        />
      </Form.Item>
      <ProblemAlert error={create.error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('source.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('source.create')}
        </Button>
      </div>
    </Form>
  );
}
