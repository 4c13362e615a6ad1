import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { sealStatuses, sealsApi } from '#contract/powers/seals';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import tables from '../../../../ui/plain-table.module.css';
import styles from './village-stampings.module.css';

type Stampings = ResponseOf<typeof sealsApi.getVillageStampings>;

/** How often the seals of a village were used, for everybody; nothing where it has none in the register. */
export function VillageStampings({ region }: { region: string }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const title = useId();
  const { data } = useEndpoint(sealsApi.getVillageStampings, { params: { region } });
  if (!data || data.seals.length === 0) return null;
  const seals = data.seals.map(({ name, status }) =>
    status === 'retired' ? `${name} (${pick(sealStatuses.retired)})` : name,
  );
  return (
    <section className={styles.panel} aria-labelledby={title}>
      <h2 id={title}>{t('portal.title')}</h2>
      <p className={styles.quiet}>{t('portal.sub')}</p>
      <p>{t('portal.seals', { names: seals.join('、') })}</p>
      {data.months.length === 0 ? <p>{t('portal.none')}</p> : <Months months={data.months} />}
    </section>
  );
}

function Months({ months }: { months: Stampings['months'] }) {
  const { t } = useTranslation('powers-seals');
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th scope="col">{t('seal.month')}</th>
          <th scope="col">{t('seal.stampings')}</th>
          <th scope="col">{t('seal.impressions')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, stampings, impressions }) => (
          <tr key={month}>
            <th scope="row">{month}</th>
            <td>{stampings ?? t('portal.hidden')}</td>
            <td>{impressions ?? t('portal.hidden')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
