import { useTranslation } from 'react-i18next';
import type { Delivery } from '#contract/messages';
import { TimeText } from '../../ui/time-text.tsx';

/** By which ways a message went out of the workbench, and what became of it; the workbench itself is always one. */
export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation('workbench-messages');
  return (
    <ul className="wb-persons">
      <li>{t('way.workbench')}</li>
      {deliveries.map((one) => (
        <li key={one.way}>
          {t(`way.${one.way}`)}
          {t('colon')}
          {t(`delivery.${one.state}`, { count: one.tries })}
          {one.state === 'sent' && one.endedAt && (
            <>
              {' '}
              <TimeText at={one.endedAt} form="minute" />
            </>
          )}
          {one.problem && <div className="wb-quiet">{one.problem}</div>}
        </li>
      ))}
    </ul>
  );
}
