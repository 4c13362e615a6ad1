import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../workbench/ui/copy-button.tsx';
import styles from './account.module.css';

interface Props {
  codes: string[];
  account: string;
  /** They have been put away: they are never shown again. */
  onKept: () => void;
}

/** The recovery codes, shown once: to be printed or written down. */
export function RecoveryCodes({ codes, account, onKept }: Props) {
  const { t } = useTranslation(['account', 'shell']);
  return (
    <div className="wb-stack-small">
      <Alert type="warning" showIcon title={t('recovery.once')} />
      <p className={styles.printOnly}>
        {t('recovery.of', { account })} · {t('shell:brand')}
      </p>
      <ol className={`${styles.codes} wb-full`} aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="wb-actions no-print">
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('shell:print')}
        </Button>
        <CopyButton text={codes.join('\n')} what={t('recovery.title')} />
        <Button type="primary" onClick={onKept}>
          {t('recovery.kept')}
        </Button>
      </div>
    </div>
  );
}
