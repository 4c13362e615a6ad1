import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { messagesApi } from '#contract/messages';
import { type ResponseOf, useAction, useEndpoint } from '../../api.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Section } from '../ui/section.tsx';

type Preferences = ResponseOf<typeof messagesApi.getPreferences>;
type Level = 'notice' | 'yellow' | 'red';
interface Fields {
  email?: string;
  emailFrom?: Level;
  phone?: string;
  gatewayFrom?: Level;
}

/** How one is told besides the workbench: where to, and from which level on. */
export function PreferenceForm() {
  const { t } = useTranslation('workbench-messages');
  const query = useEndpoint(messagesApi.getPreferences, {});
  return (
    <Section title={t('preferences.title')}>
      <QueryView query={query}>{(found) => <Preference found={found} />}</QueryView>
    </Section>
  );
}

function Preference({ found }: { found: Preferences }) {
  const { t } = useTranslation('workbench-messages');
  const save = useAction(messagesApi.savePreferences, { refreshes: [messagesApi.getPreferences] });
  const submit = ({ email, phone, emailFrom, gatewayFrom }: Fields) =>
    save.mutate({
      body: {
        email: email?.trim() || null,
        phone: phone?.trim() || null,
        emailFrom: emailFrom ?? null,
        gatewayFrom: gatewayFrom ?? null,
      },
    });
  const missing = (['email', 'gateway'] as const).filter((way) => !found.ways.includes(way));
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{
        email: found.email ?? undefined,
        phone: found.phone ?? undefined,
        emailFrom: found.emailFrom ?? undefined,
        gatewayFrom: found.gatewayFrom ?? undefined,
      }}
      onFinish={submit}
    >
      <div className="wb-stack-small">
        <p className="wb-quiet">{t('preferences.about')}</p>
        {missing.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={t('preferences.notConfigured', {
              ways: missing.map((way) => t(`way.${way}`)).join(t('comma')),
            })}
          />
        )}
      </div>
      <div className="wb-fields">
        <Form.Item name="email" label={t('preferences.email')}>
          <Input type="email" maxLength={120} autoComplete="email" />
        </Form.Item>
        <LevelItem name="emailFrom" label={t('preferences.emailFrom')} />
        <Form.Item name="phone" label={t('preferences.phone')}>
          <Input type="tel" maxLength={20} autoComplete="tel" />
        </Form.Item>
        <LevelItem name="gatewayFrom" label={t('preferences.gatewayFrom')} />
      </div>
      <ProblemAlert error={save.error} />
      {save.isSuccess && <Alert type="success" showIcon role="status" title={t('preferences.saved')} />}
      <div className="wb-form-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('preferences.save')}
        </Button>
      </div>
    </Form>
  );
}

function LevelItem({ name, label }: { name: 'emailFrom' | 'gatewayFrom'; label: string }) {
  const { t } = useTranslation(['workbench-messages', 'terms']);
  return (
    <Form.Item name={name} label={label}>
      <Select
        allowClear
        placeholder={t('preferences.never')}
        options={(['notice', 'yellow', 'red'] as const).map((value) => ({
          value,
          label: t('preferences.fromLevel', { level: t(`terms:level.${value}`) }),
        }))}
      />
    </Form.Item>
  );
}
