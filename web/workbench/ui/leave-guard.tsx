import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';

interface LeaveGuardProps {
  dirty: boolean;
  /** Set once what was written is saved, so that the way on is free. */
  passes?: RefObject<boolean>;
}

/** Asks before what was written and not saved is left behind: by a link, by going back, by closing the page. */
export function LeaveGuard({ dirty, passes }: LeaveGuardProps) {
  const { t } = useTranslation('workbench');
  const guarded = () => dirty && !passes?.current;
  const blocker = useBlocker({
    shouldBlockFn: guarded,
    enableBeforeUnload: guarded,
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('leave.title')}
      okText={t('leave.leave')}
      cancelText={t('leave.stay')}
      okButtonProps={{ danger: true }}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      <p>{t('leave.text')}</p>
    </Modal>
  );
}
