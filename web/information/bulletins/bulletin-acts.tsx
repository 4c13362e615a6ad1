import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulletinAction, type BulletinDesk, bulletinsApi } from '#contract/bulletins';
import { useAction } from '../../api.ts';
import { ProblemAlert } from '../../workbench/ui/problem-alert.tsx';
import styles from './bulletins.module.css';

const refreshes = [bulletinsApi.desk, bulletinsApi.deskBulletin, bulletinsApi.list, bulletinsApi.read];

/** What one may do with a bulletin now; nothing where there is nothing. */
export function BulletinActs({ one }: { one: BulletinDesk }) {
  const { t } = useTranslation('bulletins');
  const { message } = App.useApp();
  const id = useId();
  const [note, setNote] = useState('');
  const act = useAction(bulletinsApi.act, { refreshes, onDone: () => setNote('') });
  if (one.actions.length === 0)
    return one.state === 'submitted' ? <p role="status">{t('waitsForAnother')}</p> : null;
  const needsNote = one.actions.some((action) => action === 'return' || action === 'withdraw');
  const send = (action: BulletinAction) =>
    act.mutate(
      { params: { id: one.id }, body: { version: one.version, action, note: note.trim() || undefined } },
      { onSuccess: () => void message.success(t(`done.${action}`)) },
    );
  return (
    <div className={styles.acts}>
      {needsNote && (
        <div>
          <label htmlFor={id}>{t('note')}</label>
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
      <ProblemAlert error={act.error} />
      <div className={styles.feeds}>
        {one.actions.map((action) => (
          <Button
            key={action}
            type={action === 'approve' || action === 'submit' ? 'primary' : 'default'}
            danger={action === 'withdraw'}
            loading={act.isPending && act.variables?.body.action === action}
            onClick={() => send(action)}
          >
            {t(`action.${action}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
