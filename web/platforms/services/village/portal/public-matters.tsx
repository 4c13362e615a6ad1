import { useTranslation } from 'react-i18next';
import { mattersApi, matterStatuses, type PublicMatter } from '#contract/services/village-matters';
import { useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import panels from '../../../../ui/panels.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { VoteTable } from '../vote-table.tsx';
import styles from './place-page.module.css';

function Matter({ matter }: { matter: PublicMatter }) {
  const { t } = useTranslation('services-village');
  const { language } = useLanguage();
  const pick = usePick();
  return (
    <li className={styles.stack}>
      <div className={styles.head}>
        <h3>{matter.title}</h3>
        <span>{pick(matterStatuses[matter.status])}</span>
        <span className={panels.quiet}>
          {pick(matter.typeName)}
          {matter.amount && ` · ${formatYuan(matter.amount, language)}`}
        </span>
      </div>
      <p className={styles.text}>
        <strong>{t('matters.decision')}</strong> ({t('matters.publicSince')} {matter.decisionPublicOn},{' '}
        {t('matters.publicity', { n: matter.publicityDays })}) {matter.decision}
      </p>
      {matter.outcome && (
        <p className={styles.text}>
          <strong>{t('matters.outcome')}</strong> ({t('matters.outcomeOn')} {matter.outcomePublicOn}){' '}
          {matter.outcome}
        </p>
      )}
      <VoteTable votes={matter.votes} />
    </li>
  );
}

/** Decisions of a village under the four discussions, with their votes. */
export function PublicMatters({ region }: { region: string }) {
  const { t } = useTranslation('services-village');
  const query = useEndpoint(mattersApi.listPublicMatters, { params: { region } });
  return (
    <section className={panels.panel}>
      <h2>{t('matters.title')}</h2>
      <QueryView query={query}>
        {(matters) =>
          matters.length === 0 ? (
            <p className={panels.quiet}>{t('matters.none')}</p>
          ) : (
            <ul className={styles.list}>
              {matters.map((matter) => (
                <Matter key={matter.id} matter={matter} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}
