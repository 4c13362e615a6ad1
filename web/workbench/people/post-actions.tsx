import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import type { PostRow } from './post-table.tsx';
import { ReasonDialogue } from './reason-dialogue.tsx';

const refreshes = [peopleApi.listPosts, peopleApi.getAccount, peopleApi.listIdentityEvents];

/** Appointing a holder, dismissing the present one, ending a post. */
export function PostActions({ row }: { row: PostRow }) {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  const [asked, setAsked] = useState<'appoint' | 'end' | null>(null);
  const close = () => setAsked(null);
  const appoint = useAction(peopleApi.appointHolder, { refreshes, onDone: close });
  const dismiss = useAction(peopleApi.dismissHolder, { refreshes });
  const end = useAction(peopleApi.endPost, { refreshes, onDone: close });
  if (row.until !== null) return null;
  const post = pick(row.title);
  const holding = row.holders.filter(({ until }) => until === null);
  return (
    <div className="wb-grant-actions">
      <Button size="small" onClick={() => setAsked('appoint')} aria-label={t('posts.appointThis', { post })}>
        {t('posts.appoint')}
      </Button>
      {holding.map(({ account }) => (
        <Button
          key={account}
          size="small"
          loading={dismiss.isPending && dismiss.variables.params.account === account}
          aria-label={t('posts.dismissThis', { post, account })}
          onClick={() => dismiss.mutate({ params: { id: row.id, account } })}
        >
          {holding.length > 1 ? t('posts.dismissOne', { account }) : t('posts.dismiss')}
        </Button>
      ))}
      <Button size="small" danger onClick={() => setAsked('end')} aria-label={t('posts.endThis', { post })}>
        {t('posts.end')}
      </Button>
      <ProblemAlert error={dismiss.error} />
      {asked === 'end' && (
        <ReasonDialogue
          open
          title={t('posts.endThis', { post })}
          submit={t('posts.end')}
          danger
          busy={end.isPending}
          error={end.error}
          onClose={close}
          onSubmit={(reason) => end.mutate({ params: { id: row.id }, body: { reason } })}
        >
          {t('posts.endEffect')}
        </ReasonDialogue>
      )}
      {asked === 'appoint' && (
        <AppointDialogue
          title={t('posts.appointThis', { post })}
          busy={appoint.isPending}
          error={appoint.error}
          onClose={close}
          onSubmit={(account) => appoint.mutate({ params: { id: row.id }, body: { account } })}
        />
      )}
    </div>
  );
}

interface AppointProps {
  title: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (account: string) => void;
  onClose: () => void;
}

function AppointDialogue({ title, busy, error, onSubmit, onClose }: AppointProps) {
  const { t } = useTranslation('workbench-people');
  const required = useRequired();
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <Form<{ account: string }> layout="vertical" onFinish={({ account }) => onSubmit(account.trim())}>
        <Form.Item name="account" label={t('accounts.account')} rules={required(t('accounts.account'))}>
          <Input maxLength={60} autoCapitalize="none" spellCheck={false} autoComplete="off" />
        </Form.Item>
        <ProblemAlert error={error} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('posts.appoint')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
