import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openDataApi } from '#contract/open-data';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import panels from '../../ui/panels.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import tags from '../../ui/tag.module.css';
import styles from '../bulletins/bulletins.module.css';

/** Data sets that anybody may take. */
export default function DatasetListPage() {
  const { t } = useTranslation('open-data');
  const pick = usePick();
  const query = useEndpoint(openDataApi.list, {});
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <QueryView query={query}>
        {(datasets) => (
          <ul className={styles.list} aria-label={t('title')}>
            {datasets.map((dataset) => (
              <li key={dataset.code}>
                <h2>
                  <Link to="/open-data/$code" params={{ code: dataset.code }}>
                    {pick(dataset.title)}
                  </Link>
                </h2>
                <p>{pick(dataset.description)}</p>
                <div className={styles.facts}>
                  <span>{t(`frequency.${dataset.frequency}`)}</span>
                  {dataset.figures && <span className={tags.tag}>{t('smallHidden')}</span>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <section className={panels.panel} aria-labelledby="machines-title">
        <h2 id="machines-title">{t('machines.title')}</h2>
        <p>{t('machines.text')}</p>
        <p className={styles.feeds}>
          <a href={openDataApi.catalogue.path}>DCAT (JSON-LD)</a>
        </p>
      </section>
    </>
  );
}
