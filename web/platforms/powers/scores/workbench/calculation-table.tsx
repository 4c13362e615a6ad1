import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CalculationView, LineView } from '#contract/powers/scores';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import styles from '../../../../ui/plain-table.module.css';
import { Section } from '../../../../workbench/ui/section.tsx';
import own from './scores.module.css';

interface Props {
  score: CalculationView;
}

/** The calculation, line by line; each count opens to its cases. */
export function CalculationTable({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  const several = score.monthly.length > 1;
  return (
    <Section
      title={t('calculation')}
      extra={
        <Link to="/workbench/powers/score-schemes" className="no-print">
          {t('basisLink')}
        </Link>
      }
    >
      <p className="wb-quiet">
        {t('calculationHint')} {several && t('calculationMonths')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div role="group" className={styles.scroll} aria-label={t('calculation')} tabIndex={0}>
        <table className={`${styles.table} ${own.lines}`}>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col" className={styles.number}>
                {t('n')}
              </th>
              <th scope="col" className={styles.number}>
                {t('value')}
              </th>
            </tr>
          </thead>
          <Parts score={score} />
          <Beside score={score} title={t('bonuses')} lines={score.bonuses} sign="+" />
          <Beside score={score} title={t('deductions')} lines={score.deductions} sign="−" />
          <Adjustments score={score} />
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {several ? t('mean') : t('sum')}
              </th>
              <td className={styles.number}>{score.total}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

function Parts({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return score.parts.map((part) => (
    <tbody key={part.code}>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          <strong>{pick(part.name)}</strong>{' '}
          <span className="wb-quiet">{t('full', { full: part.full })}</span>
        </th>
        <td className={styles.number}>
          <strong>{part.points}</strong>
        </td>
      </tr>
      {part.lines.map((line) => (
        <Line key={line.code} score={score} line={line} sign="−" />
      ))}
    </tbody>
  ));
}

function Beside({ score, title, lines, sign }: Props & { title: string; lines: LineView[]; sign: string }) {
  if (lines.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          <strong>{title}</strong>
        </th>
      </tr>
      {lines.map((line) => (
        <Line key={line.code} score={score} line={line} sign={sign} />
      ))}
    </tbody>
  );
}

function Line({ score, line, sign }: Props & { line: LineView; sign: string }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const name = pick(line.name);
  const nothing = Number(line.points) === 0;
  return (
    <tr>
      <th scope="row">
        {name}
        <div className="wb-quiet">{pick(line.rule)}</div>
      </th>
      <td className={styles.number}>
        <CountLink
          to="/workbench/powers/scores/$organ/cases"
          params={{ organ: score.organ }}
          search={{ period: score.period, line: line.code }}
          count={line.n}
          label={t('casesOf', { line: name })}
        />
      </td>
      <td className={styles.number}>
        {nothing ? <span className="wb-quiet">0.00</span> : `${sign}${line.points}`}
      </td>
    </tr>
  );
}

function Adjustments({ score }: Props) {
  const { t } = useTranslation('powers-scores');
  if (score.adjustments.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          <strong>{t('adjustments')}</strong>
        </th>
      </tr>
      {score.adjustments.map((one) => (
        <tr key={one.id}>
          <th scope="row" colSpan={2}>
            <Link to="/workbench/powers/score-appeals" search={{ organ: score.organ }}>
              {t('adjustment', { month: one.month, reason: one.reason })}
            </Link>
          </th>
          <td className={styles.number}>
            {one.points.startsWith('-') ? one.points.replace('-', '−') : `+${one.points}`}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
