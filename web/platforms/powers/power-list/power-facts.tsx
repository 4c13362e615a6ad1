import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { discretionTiers, dutyStages, type PowerDetail } from '#contract/powers/power-list';
import { usePick } from '../../../i18n/language.ts';
import { BasisList } from '../../../ui/basis-list.tsx';
import tables from '../../../ui/plain-table.module.css';
import styles from './power-list.module.css';

type Entry = PowerDetail['entry'];

function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** What an entry says: basis, duties of each stage, accountability, benchmark, risk points. */
export function PowerFacts({ power: { entry } }: { power: PowerDetail }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  return (
    <>
      <Panel title={t('basis')}>
        <BasisList basis={entry.basis} />
      </Panel>
      <Panel title={t('duties')}>
        <ul className={styles.list}>
          {entry.duties.map(({ stage, text }) => (
            <li key={`${stage} ${text.zh}`}>
              <strong>{pick(dutyStages[stage])}</strong>
              <div>{pick(text)}</div>
            </li>
          ))}
        </ul>
      </Panel>
      {entry.accountability.length > 0 && (
        <Panel title={t('accountability')}>
          <ul className={styles.list}>
            {entry.accountability.map(({ circumstance, basis }) => (
              <li key={circumstance.zh}>
                {pick(circumstance)}
                <BasisList basis={basis} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {entry.discretion.length > 0 && <Discretion entry={entry} />}
      {entry.riskPoints.length > 0 && (
        <Panel title={t('riskPoints')}>
          <ul className={styles.list}>
            {entry.riskPoints.map((text) => (
              <li key={text.zh}>{pick(text)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {entry.supervisionPhone && (
        <Panel title={t('phone')}>
          <a href={`tel:${entry.supervisionPhone}`}>{entry.supervisionPhone}</a>
        </Panel>
      )}
    </>
  );
}

function Discretion({ entry }: { entry: Entry }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  return (
    <Panel title={t('discretion')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('discretion')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('offence')}</th>
              <th scope="col">{t('tier')}</th>
              <th scope="col">{t('range')}</th>
            </tr>
          </thead>
          <tbody>
            {entry.discretion.map((one) => (
              <tr key={`${one.offence.zh} ${one.tier}`}>
                <th scope="row">{pick(one.offence)}</th>
                <td>
                  {pick(discretionTiers[one.tier])}
                  {one.circumstance && <div className={styles.facts}>{pick(one.circumstance)}</div>}
                </td>
                <td>{t('between', { min: one.min, max: one.max, unit: t(`units.${one.unit}`) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
