import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import { CountLink, countText } from '../../../ui/count-link.tsx';
import type { Centre } from './centre.ts';
import styles from './centre-page.module.css';

/** The steps that took longest, with how many cases say so. */
export function StepPanel({ centre: { region, steps, sampled, from, day } }: { centre: Centre }) {
  const { t } = useTranslation('powers-centre');
  const pick = usePick();
  return (
    <section className={styles.panel} aria-labelledby="centre-steps">
      <h2 id="centre-steps">{t('steps.title')}</h2>
      <p className={styles.quiet}>{t('steps.of', { value: countText(sampled) })}</p>
      {steps.length === 0 ? (
        <p className={styles.quiet}>{t('steps.empty')}</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="centre-steps">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('steps.step')}</th>
                <th scope="col">{t('steps.median')}</th>
                <th scope="col">{t('steps.p90')}</th>
                <th scope="col">{t('steps.cases')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((one) => (
                <tr key={`${one.item} ${one.step}`}>
                  <th scope="row">
                    {pick(one.stepName)}
                    <Link to="/workbench/catalogue/$code" params={{ code: one.item }}>
                      {pick(one.itemName)}
                    </Link>
                  </th>
                  <td>{t('steps.hours', { value: one.medianHours.toFixed(1) })}</td>
                  <td>{t('steps.hours', { value: one.p90Hours.toFixed(1) })}</td>
                  <td>
                    <CountLink
                      to="/workbench/cases"
                      search={{ region, item: one.item, open: 'false', closedFrom: from, closedTo: day }}
                      count={one.cases}
                      label={`${pick(one.stepName)} ${t('steps.cases')}`}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
