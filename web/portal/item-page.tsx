import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { BasisList } from '../ui/basis-list.tsx';
import { FlowDiagram } from '../ui/flow-diagram.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import type { ItemDetail } from './answers.ts';
import { ItemFacts } from './item-facts.tsx';
import { ItemFees, ItemMaterials } from './item-lists.tsx';
import styles from './item-page.module.css';

function Notices({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('portal');
  const newest = Math.max(...item.versions.map(({ version }) => version));
  return (
    <>
      {item.cancelledFrom && (
        <p className={styles.warning}>{t('item.cancelled', { date: item.cancelledFrom })}</p>
      )}
      {item.version < newest && (
        <p className={styles.warning}>
          {t('item.old')}{' '}
          <Link to="/catalogue/$code" params={{ code: item.code }}>
            {t('item.newest')}
          </Link>
        </p>
      )}
    </>
  );
}

function Versions({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('portal');
  if (item.versions.length < 2) return null;
  return (
    <section className={styles.panel}>
      <h2>{t('item.versions')}</h2>
      <ul className={styles.conditions}>
        {item.versions.map(({ version, effectiveFrom }) => (
          <li key={version}>
            <Link to="/catalogue/$code" params={{ code: item.code }} search={{ version }}>
              {t('item.versionEntry', { version, date: effectiveFrom })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Conditions({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <section className={styles.panel}>
      <h2>{t('item.conditions')}</h2>
      {item.conditions.length === 0 ? (
        <p className={styles.quiet}>{t('item.noConditions')}</p>
      ) : (
        <ol className={styles.conditions}>
          {item.conditions.map((condition) => (
            <li key={condition.zh}>{pick(condition)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The way from an item to its application. */
function Apply({ code }: { code: string }) {
  const { t } = useTranslation('portal');
  return (
    <Link to={`/services/apply/${code}` as never}>
      <Button type="primary" size="large" tabIndex={-1}>
        {t('nav.apply')}
      </Button>
    </Link>
  );
}

/** One item for everybody: limits, basis, flow, conditions, materials, fees, phones. */
export default function ItemPage() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const { code } = useParams({ from: '/portal/catalogue/$code' });
  const { version } = useSearch({ from: '/portal/catalogue/$code' });
  const query = useEndpoint(catalogueApi.getItem, { params: { code }, query: { version } });
  return (
    <QueryView query={query}>
      {(item) => (
        <div className={styles.page}>
          <PageHeader
            title={pick(item.name)}
            sub={`${t('item.code')} ${item.code}`}
            crumbs={[{ title: t('nav.catalogue'), to: '/catalogue' }, { title: pick(item.name) }]}
            actions={item.platform === 'services' && !item.cancelledFrom && <Apply code={item.code} />}
          />
          <Notices item={item} />
          <ItemFacts item={item} />
          <section className={styles.panel}>
            <h2>{t('item.flow')}</h2>
            <FlowDiagram flow={item.flow} />
          </section>
          <div className={styles.pair}>
            <Conditions item={item} />
            <ItemMaterials item={item} />
          </div>
          <div className={styles.pair}>
            <ItemFees item={item} />
            <section className={styles.panel}>
              <h2>{t('item.basis')}</h2>
              <BasisList basis={item.basis} />
            </section>
          </div>
          <Versions item={item} />
        </div>
      )}
    </QueryView>
  );
}
