import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { call, refresh, type ResponseOf, useAction, useEndpoint } from '../api.ts';
import { ProblemError } from '../problem-error.ts';
import lists from '../session/lists.module.css';
import { SignInProblem } from '../session/sign-in-problem.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useTakeOver } from './take-over.ts';

type Passkey = ResponseOf<typeof identityApi.listPasskeys>[number];

/** The own passkeys: listed, added under a name, removed. */
export function Passkeys() {
  const { t } = useTranslation('account');
  const query = useEndpoint(identityApi.listPasskeys, {});
  return (
    <div className="wb-stack-small">
      <p>{t('passkeys.what')}</p>
      <div className="wb-full">
        <QueryView query={query}>
          {(passkeys) =>
            passkeys.length === 0 ? (
              <p className="wb-quiet">{t('passkeys.none')}</p>
            ) : (
              <PasskeyList passkeys={passkeys} />
            )
          }
        </QueryView>
      </div>
      {browserSupportsWebAuthn() ? <NewPasskey /> : <p className="wb-quiet">{t('passkeys.unsupported')}</p>}
    </div>
  );
}

function PasskeyList({ passkeys }: { passkeys: Passkey[] }) {
  const { t } = useTranslation('account');
  const remove = useAction(identityApi.removePasskey, {
    refreshes: [identityApi.listPasskeys, identityApi.getSession],
  });
  return (
    <>
      <ul className={lists.list} aria-label={t('passkeys.title')}>
        {passkeys.map(({ id, name, madeAt, usedAt }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <div className={lists.quiet}>
                {t('passkeys.made')} <TimeText at={madeAt} form="day" /> · {t('passkeys.used')}{' '}
                {usedAt ? <TimeText at={usedAt} /> : t('passkeys.never')}
              </div>
            </div>
            <Popconfirm
              title={t('passkeys.removeAsk', { name })}
              okText={t('passkeys.remove')}
              cancelText={t('cancel')}
              onConfirm={() => remove.mutate({ params: { id } })}
            >
              <Button size="small" danger aria-label={t('passkeys.removeThis', { name })}>
                {t('passkeys.remove')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <SignInProblem error={remove.error} />
    </>
  );
}

async function add(name: string) {
  const { ceremony, options } = await call(identityApi.askPasskey, { body: {} });
  const response = await startRegistration({ optionsJSON: options as never });
  return call(identityApi.addPasskey, { body: { ceremony, response: { ...response }, name } });
}

function NewPasskey() {
  const { t } = useTranslation('account');
  const takeOver = useTakeOver();
  const [form] = Form.useForm<{ name: string }>();
  const adding = useMutation<ResponseOf<typeof identityApi.addPasskey>, Error, string>({
    mutationFn: add,
    onSuccess: async ({ me }) => {
      form.resetFields();
      takeOver(me);
      await refresh(identityApi.listPasskeys);
    },
  });
  const byBrowser = adding.error !== null && !(adding.error instanceof ProblemError);
  return (
    <Form
      name="new-passkey"
      form={form}
      layout="vertical"
      className="wb-full"
      requiredMark={false}
      aria-label={t('passkeys.add')}
      onFinish={({ name }) => adding.mutate(name.trim())}
    >
      <Form.Item
        name="name"
        label={t('passkeys.name')}
        extra={t('passkeys.nameHint')}
        rules={[{ required: true, whitespace: true, message: t('passkeys.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {byBrowser ? (
        <Alert className="wb-problem" type="warning" showIcon role="alert" title={t('passkeys.failed')} />
      ) : (
        <SignInProblem error={adding.error} />
      )}
      <Button htmlType="submit" loading={adding.isPending}>
        {t('passkeys.add')}
      </Button>
    </Form>
  );
}
