import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Subscription, subscriptionsApi } from '#contract/subscriptions';
import { useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import panels from '../../ui/panels.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './bulletins.module.css';

function Standing({ token, found }: { token: string; found: Subscription }) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const refreshes = [subscriptionsApi.find];
  const confirm = useAction(subscriptionsApi.confirm, { refreshes });
  const end = useAction(subscriptionsApi.end, { refreshes });
  const now = end.data ?? confirm.data ?? found;
  return (
    <section className={panels.panel} aria-labelledby="subscription-title">
      <h2 id="subscription-title">
        {t('subscription.what', {
          place: now.regionName ? pick(now.regionName) : t('subscription.everywhere'),
          column: now.columnName ? pick(now.columnName) : t('allColumns'),
        })}
      </h2>
      <div className={styles.stack}>
        <Alert
          type={now.state === 'confirmed' ? 'success' : 'info'}
          showIcon
          role="status"
          title={t(`subscription.state.${now.state}`)}
        />
        {now.state !== 'ended' && (
          <div className={styles.feeds}>
            {now.state === 'asked' && (
              <Button
                type="primary"
                loading={confirm.isPending}
                onClick={() => confirm.mutate({ body: { token } })}
              >
                {t('subscription.confirm')}
              </Button>
            )}
            <Button loading={end.isPending} onClick={() => end.mutate({ body: { token } })}>
              {t('subscription.end')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** One's own subscription, by the secret in the link of a mail: confirmed and ended here. */
export default function SubscriptionPage() {
  const { t } = useTranslation('bulletins');
  const [token] = useState(() => window.location.hash.slice(1));
  const query = useEndpoint(subscriptionsApi.find, { body: { token } }, { enabled: token !== '' });
  return (
    <>
      <PageHeader
        title={t('subscription.title')}
        crumbs={[{ title: t('title'), to: '/bulletins' }, { title: t('subscription.title') }]}
      />
      {token === '' ? (
        <EmptyState title={t('subscription.none')} hint={t('subscription.noneHint')} />
      ) : (
        <QueryView query={query}>{(found) => <Standing token={token} found={found} />}</QueryView>
      )}
    </>
  );
}
