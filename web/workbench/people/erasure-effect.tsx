import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

const gone = ['fields', 'written', 'found', 'linked'] as const;
const stays = ['number', 'events', 'documents', 'account', 'backups'] as const;

/** What erasing somebody destroys and what it leaves, wherever it is asked for or decided. `docs/privacy.md` says the same. */
export function ErasureEffect() {
  const { t } = useTranslation('workbench-erasures');
  return (
    <Alert
      className="wb-advice no-print"
      type="warning"
      showIcon
      title={t('effect.title')}
      description={
        <>
          <strong>{t('effect.gone')}</strong>
          <ul className="wb-three">
            {gone.map((one) => (
              <li key={one}>{t(`effect.goes.${one}`)}</li>
            ))}
          </ul>
          <strong>{t('effect.stays')}</strong>
          <ul className="wb-three">
            {stays.map((one) => (
              <li key={one}>{t(`effect.kept.${one}`)}</li>
            ))}
          </ul>
        </>
      }
    />
  );
}
