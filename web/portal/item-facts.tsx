import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemTypes, platformNames } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import { LimitText } from '../ui/limit-text.tsx';
import type { ItemDetail } from './answers.ts';
import styles from './item-page.module.css';

function Phone({ number }: { number: string | undefined }) {
  const { t } = useTranslation('portal');
  return number ? <a href={`tel:${number}`}>{number}</a> : <>{t('item.none')}</>;
}

/** The facts of an item: limits first, since they are what the supervision rests on. */
export function ItemFacts({ item }: { item: ItemDetail }) {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const platform = platformNames[item.platform as keyof typeof platformNames];
  const facts: [string, ReactNode, string?][] = [
    [t('item.promised'), <LimitText key="p" limit={item.limits.promised} />, styles.strong],
    [t('item.legal'), <LimitText key="l" limit={item.limits.legal} />, styles.strong],
    [t('item.organ'), pick(item.organName)],
    [t('item.type'), pick(itemTypes[item.type])],
    [t('item.level'), t(`terms:regionLevel.${item.level as 2}`)],
    [t('item.caseType'), t(`terms:caseType.${item.caseType}`)],
    [t('item.platform'), platform ? pick(platform) : item.platform],
    [t('item.phone'), <Phone key="q" number={item.phone} />],
    [t('item.supervisionPhone'), <Phone key="s" number={item.supervisionPhone} />],
    [t('item.effective'), item.effectiveFrom],
    [t('item.version'), item.version],
  ];
  return (
    <section className={styles.panel}>
      <dl className={styles.facts}>
        {facts.map(([name, value, look]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={look}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
