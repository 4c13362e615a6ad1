import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';

interface Props {
  account: string;
  password: string;
  onClose: () => void;
}

/** A one-time password, shown once, to be handed over in person. */
export function OneTimePassword({ account, password, onClose }: Props) {
  const { t } = useTranslation('workbench-people');
  return (
    <div className="wb-stack-small">
      <Alert type="warning" showIcon title={t('oneTime.once')} />
      <p>{t('oneTime.of', { account })}</p>
      <p className="wb-token">
        <code>{password}</code>
        <CopyButton text={password} what={t('oneTime.title')} />
      </p>
      <p className="wb-quiet">{t('oneTime.use')}</p>
      <div className="wb-form-buttons">
        <Button type="primary" onClick={onClose}>
          {t('oneTime.kept')}
        </Button>
      </div>
    </div>
  );
}
