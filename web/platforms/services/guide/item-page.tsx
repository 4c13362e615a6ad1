import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { guideApi } from '#contract/services/guide';
import { specialProcedures } from '#contract/special-procedures';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { BasisList } from '../../../ui/basis-list.tsx';
import { FlowDiagram } from '../../../ui/flow-diagram.tsx';
import { useLimitText } from '../../../ui/limit-text.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { GuideItem } from './answers.ts';
import { ItemActions } from './item-actions.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemFees } from './item-fees.tsx';
import { ItemMaterials } from './item-materials.tsx';
import { ItemNotices, ItemVersions } from './item-notices.tsx';
import styles from './item-page.module.css';
import { ItemParts } from './item-parts.tsx';
import { ItemPlace } from './item-place.tsx';
import { Panel } from './panel.tsx';

function Events({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  if (item.events.length === 0) return null;
  return (
    <p className={`${styles.events} no-print`}>
      {t('item.events')}{' '}
      {item.events.map(({ code, name }) => (
        <Link key={code} to="/services/guide/items" search={{ event: code }}>
          {pick(name)}
        </Link>
      ))}
    </p>
  );
}

function Conditions({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  return (
    <Panel id="conditions" title={t('item.conditions')}>
      {item.conditions.length === 0 ? (
        <p className={styles.quiet}>{t('item.noConditions')}</p>
      ) : (
        <ol className={styles.conditions}>
          {item.conditions.map((condition) => (
            <li key={condition.zh}>{pick(condition)}</li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Special({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const write = useLimitText();
  if (item.specialProcedures.length === 0) return null;
  return (
    <div className={styles.special}>
      <h3>{t('item.special')}</h3>
      <ul className={styles.conditions}>
        {item.specialProcedures.map(({ kind, limit, note }) => (
          <li key={kind}>
            {[pick(specialProcedures[kind]), limit && write(limit), note && pick(note)]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The guide to one item for everybody: what it takes, what it costs, how long it lasts, where and when. */
export default function ItemPage() {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const { code } = useParams({ from: '/portal/services/guide/items/$code' });
  const { version } = useSearch({ from: '/portal/services/guide/items/$code' });
  const query = useEndpoint(guideApi.item, { params: { code }, query: { version } });
  return (
    <QueryView query={query}>
      {(item) => (
        <article className={styles.page}>
          <PageHeader
            title={pick(item.name)}
            sub={`${pick(item.organName)} · ${t('item.code')} ${item.code}`}
            crumbs={[
              { title: t('title'), to: '/services/guide' },
              { title: t('list.title'), to: '/services/guide/items' },
              { title: pick(item.name) },
            ]}
          />
          <ItemNotices item={item} />
          <ItemActions item={item} />
          <Events item={item} />
          <ItemFacts item={item} />
          <ItemParts item={item} />
          <div className={styles.pair}>
            <Conditions item={item} />
            <ItemPlace item={item} />
          </div>
          <ItemMaterials item={item} />
          <Panel id="flow" title={t('item.flow')}>
            <FlowDiagram flow={item.flow} />
            <Special item={item} />
          </Panel>
          <div className={styles.pair}>
            <ItemFees item={item} />
            <Panel id="basis" title={t('item.basis')}>
              <BasisList basis={item.basis} />
            </Panel>
          </div>
          <ItemVersions item={item} />
          <p className={`${styles.quiet} print-only`}>
            <TimeText at={new Date().toISOString()} /> · {window.location.href}
          </p>
        </article>
      )}
    </QueryView>
  );
}
