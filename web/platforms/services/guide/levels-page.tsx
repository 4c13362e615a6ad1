import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { guideApi } from '#contract/services/guide';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { LimitText } from '../../../ui/limit-text.tsx';
import tables from '../../../ui/plain-table.module.css';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import type { LevelEntry } from './answers.ts';
import styles from './item-page.module.css';
import { Phone } from './item-facts.tsx';

type Common = LevelEntry['differs'][number];

/** One of the four that have to be the same; what differs from the level above says so in words. */
function Shared({ entry, field, children }: { entry: LevelEntry; field: Common; children: ReactNode }) {
  const { t } = useTranslation('services-guide');
  if (!entry.differs.includes(field)) return children;
  return (
    <>
      {children}
      <div className={styles.differs}>⚠ {t('levels.differs')}</div>
    </>
  );
}

/** What is compared, row by row: the four common parts first, then what may differ. */
function useRows(): [name: string, cell: (entry: LevelEntry) => ReactNode][] {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const basisOf = (entry: LevelEntry) =>
    entry.basis.map(({ law, article }) => <div key={`${law}${article}`}>{`${law} ${article}`}</div>);
  const shared = (field: Common, value: (entry: LevelEntry) => ReactNode) => (entry: LevelEntry) => (
    <Shared entry={entry} field={field}>
      {value(entry)}
    </Shared>
  );
  return [
    [t('item.baseCode'), shared('baseCode', (entry) => entry.baseCode ?? '—')],
    [t('item.code'), (entry) => entry.implementingCode ?? entry.code],
    [t('kinds.item'), shared('name', (entry) => pick(entry.name))],
    [t('item.type'), shared('type', (entry) => pick(itemTypes[entry.type]))],
    [t('item.basis'), shared('basis', basisOf)],
    [t('item.organ'), (entry) => pick(entry.organName)],
    [t('item.promised'), (entry) => <LimitText limit={entry.limits.promised} />],
    [t('item.legal'), (entry) => <LimitText limit={entry.limits.legal} />],
    [
      t('item.visits'),
      (entry) => (entry.visits === undefined ? '—' : t('item.visitCount', { count: entry.visits })),
    ],
    [t('item.materials'), (entry) => t('levels.count', { count: entry.materials.length })],
    [t('item.flow'), (entry) => entry.flow.steps.map((step) => pick(step.name)).join(' → ')],
    [
      t('item.fees'),
      (entry) =>
        entry.fees.length === 0
          ? t('item.noFees')
          : entry.fees.map(({ code, name, amount }) => <div key={code}>{`${pick(name)} ${amount}`}</div>),
    ],
    [t('item.phone'), (entry) => <Phone number={entry.phone} />],
  ];
}

function Comparison({ entries }: { entries: LevelEntry[] }) {
  const { t } = useTranslation(['services-guide', 'terms']);
  const pick = usePick();
  const rows = useRows();
  const same = entries.every(({ differs }) => differs.length === 0);
  return (
    <>
      {entries.length === 1 && <p className={styles.quiet}>{t('levels.none')}</p>}
      {entries.length > 1 && same && <p className={styles.same}>✓ {t('levels.same')}</p>}
      <section className={styles.panel}>
        <div className={tables.scroll} tabIndex={0} role="group" aria-label={t('item.compare')}>
          <table className={`${tables.table} ${styles.levels}`}>
            <thead>
              <tr>
                <th scope="col">{t('levels.field')}</th>
                {entries.map((entry) => (
                  <th scope="col" key={entry.code}>
                    {t(`terms:regionLevel.${entry.level as 2}`)} · {pick(entry.regionName)}
                    <div>
                      <Link to="/services/guide/items/$code" params={{ code: entry.code }}>
                        {t('levels.open')}
                        <span className="mj-sr-only"> {pick(entry.regionName)}</span>
                      </Link>
                    </div>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, cell]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {entries.map((entry) => (
                    <td key={entry.code}>{cell(entry)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** The same item from the province down to a place, side by side. */
export default function LevelsPage() {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const { code } = useParams({ from: '/portal/services/guide/items/$code/levels' });
  const { region } = useSearch({ from: '/portal/services/guide/items/$code/levels' });
  const query = useEndpoint(guideApi.levels, { params: { code }, query: { region } });
  return (
    <QueryView query={query}>
      {({ name, entries }) => (
        <div className={styles.page}>
          <PageHeader
            title={t('levels.title', { name: pick(name) })}
            sub={t('levels.sub')}
            crumbs={[
              { title: t('title'), to: '/services/guide' },
              { title: pick(name), to: `/services/guide/items/${encodeURIComponent(code)}` },
              { title: t('item.compare') },
            ]}
          />
          <Comparison entries={entries} />
        </div>
      )}
    </QueryView>
  );
}
