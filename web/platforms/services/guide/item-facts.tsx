import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { audiences, itemTypes, platformNames } from '#contract/catalogue';
import { usePick } from '../../../i18n/language.ts';
import { LimitText } from '../../../ui/limit-text.tsx';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';

/** A telephone number that can be called. */
export function Phone({ number }: { number: string | undefined }) {
  const { t } = useTranslation('services-guide');
  return number ? <a href={`tel:${number}`}>{number}</a> : <>{t('item.none')}</>;
}

type Fact = [name: string, value: ReactNode, look?: string];

/** The facts of an item: limits first, since they are what the supervision rests on; codes last. */
export function ItemFacts({ item }: { item: GuideItem }) {
  const { t } = useTranslation(['services-guide', 'terms']);
  const pick = usePick();
  const platform = platformNames[item.platform as keyof typeof platformNames];
  const served = item.audiences.map((one) => pick(audiences[one])).join('、');
  const facts: Fact[] = [
    [t('item.promised'), <LimitText key="p" limit={item.limits.promised} />, styles.strong],
    [t('item.legal'), <LimitText key="l" limit={item.limits.legal} />, styles.strong],
  ];
  if (item.jointLimit)
    facts.push([t('item.joint'), <LimitText key="j" limit={item.jointLimit} />, styles.strong]);
  if (item.visits !== undefined)
    facts.push([
      t('item.visits'),
      item.visits === 0 ? t('list.noVisit') : t('item.visitCount', { count: item.visits }),
      styles.strong,
    ]);
  facts.push(
    [t('item.organ'), pick(item.organName)],
    [t('item.audiences'), served || '—'],
    [t('item.type'), pick(itemTypes[item.type])],
    [t('item.level'), t(`terms:regionLevel.${item.level as 2}`)],
    [t('item.caseType'), t(`terms:caseType.${item.caseType}`)],
    [t('item.platform'), platform ? pick(platform) : item.platform],
    [t('item.phone'), <Phone key="q" number={item.phone} />],
    [t('item.supervisionPhone'), <Phone key="s" number={item.supervisionPhone} />],
    [t('item.effective'), item.effectiveFrom],
    [t('item.version'), item.version],
  );
  if (item.base !== item.code) facts.push([t('item.baseCode'), item.base]);
  if (item.implementingCode) facts.push([t('item.implementingCode'), item.implementingCode]);
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
