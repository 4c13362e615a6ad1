import { useTranslation } from 'react-i18next';
import { messagesApi } from '#contract/messages';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { DeliveryList } from './delivery-list.tsx';

/** Who was told of an alert, as whom, by which way, and whether they have read it. */
export function ToldList({ alertId }: { alertId: string }) {
  const { t } = useTranslation('workbench-messages');
  const pick = usePick();
  const query = useEndpoint(messagesApi.listTold, { params: { id: alertId } });
  return (
    <section aria-label={t('told.title')}>
      <h2 className="wb-h3">{t('told.title')}</h2>
      <QueryView query={query}>
        {(told) =>
          told.length === 0 ? (
            <p className="wb-quiet">{t('told.nobody')}</p>
          ) : (
            <ul className="wb-list">
              {told.map((one) => (
                <li key={`${one.account} ${one.occasion} ${one.madeAt}`}>
                  <div>
                    <strong>{one.account}</strong> · {pick(one.audience)}
                    {one.occasion === 'escalated' && ` · ${t('escalated')}`}
                    <div className="wb-quiet">
                      <TimeText at={one.madeAt} form="minute" /> ·{' '}
                      {one.readAt === null ? t('unread') : t('read')}
                    </div>
                    <DeliveryList deliveries={one.deliveries} />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}
