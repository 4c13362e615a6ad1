import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import type { GuideItem } from './answers.ts';
import { Phone } from './item-facts.tsx';
import styles from './item-page.module.css';
import { Panel } from './panel.tsx';

/** Where and when: the organ, its windows, its work periods, whom to call. */
export function ItemPlace({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const { place } = item;
  return (
    <Panel id="where" title={t('item.where')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('item.organ')}</dt>
          <dd>{pick(place.name)}</dd>
        </div>
        <div>
          <dt>{t('item.place')}</dt>
          <dd>{place.path.map(pick).join(' / ') || '—'}</dd>
        </div>
        <div>
          <dt>{t('item.windows')}</dt>
          <dd>
            {place.windows.length === 0
              ? t('item.noWindows')
              : place.windows.map(({ code, name }) => <div key={code}>{`${pick(name)} (${code})`}</div>)}
          </dd>
        </div>
        <div>
          <dt>{t('item.hours')}</dt>
          <dd>
            {place.workPeriods.length === 0
              ? t('item.allDay')
              : place.workPeriods.map(({ from, to }) => <div key={from}>{`${from}–${to}`}</div>)}
          </dd>
        </div>
        <div>
          <dt>{t('item.phone')}</dt>
          <dd>
            <Phone number={item.phone} />
          </dd>
        </div>
      </dl>
      <p className={`${styles.points} no-print`}>
        <Link to={'/services/points' as never} search={{ item: item.code } as never}>
          {t('item.points')}
        </Link>
      </p>
    </Panel>
  );
}
