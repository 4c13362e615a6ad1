import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Act } from './use-act.ts';

/** Taking an application back; asks once more. */
export function Withdrawal({ act }: { act: Act }) {
  const { t } = useTranslation('services-applications');
  return (
    <div className="no-print">
      <Popconfirm
        title={t('page.withdraw')}
        description={t('page.withdrawSure')}
        okText={t('page.withdraw')}
        cancelText={t('page.cancel')}
        okButtonProps={{ danger: true }}
        onConfirm={() => act({ action: 'withdraw-application' }, t('page.withdrawn')).catch(() => {})}
      >
        <Button danger>{t('page.withdraw')}</Button>
      </Popconfirm>
    </div>
  );
}
