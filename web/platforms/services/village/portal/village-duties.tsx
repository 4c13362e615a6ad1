import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DutyRow, disclosureKinds } from '#contract/services/village';
import { usePick } from '../../../../i18n/language.ts';
import panels from '../../../../ui/panels.module.css';
import tables from '../../../../ui/plain-table.module.css';
import { TimeText } from '../../../../ui/time-text.tsx';
import { StandingTag } from '../standing-tag.tsx';
import styles from './place-page.module.css';

/** Duties by period, the newest first; what is disclosed at once stands together. */
function byPeriod(duties: DutyRow[]): [period: string, rows: DutyRow[]][] {
  const groups = new Map<string, DutyRow[]>();
  for (const duty of duties) {
    const period = duty.every === 'at-once' ? '' : duty.period;
    groups.set(period, [...(groups.get(period) ?? []), duty]);
  }
  return [...groups];
}

function Row({ duty }: { duty: DutyRow }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to="/services/village/disclosures/$id" params={{ id: duty.id }}>
          {pick(duty.title)}
          {duty.matter && ` · ${duty.matter}`}
        </Link>
        {duty.versions > 1 && ` (${t('place.corrected', { n: duty.versions })})`}
      </th>
      <td>
        <StandingTag standing={duty.standing} />
      </td>
      <td className={styles.day}>{duty.dueOn}</td>
      <td className={styles.day}>{duty.publishedAt ? <TimeText at={duty.publishedAt} form="day" /> : '—'}</td>
      <td className={styles.day}>{pick(disclosureKinds[duty.kind])}</td>
    </tr>
  );
}

/** What a village has to publish in a year: what is there, what is missing, what is not due. */
export function VillageDuties({ duties }: { duties: DutyRow[] }) {
  const { t } = useTranslation('services-village');
  const columns = [
    t('place.entry'),
    t('place.state'),
    t('place.due'),
    t('place.publishedOn'),
    t('place.kind'),
  ];
  return byPeriod(duties).map(([period, rows]) => {
    const title = period || t('place.atOnce');
    return (
      <section key={period} className={panels.panel}>
        <h2>{title}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
        <div className={tables.scroll} tabIndex={0} role="group" aria-label={title}>
          <table className={tables.table}>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((duty) => (
                <Row key={duty.id} duty={duty} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    );
  });
}
