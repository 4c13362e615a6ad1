import { useTranslation } from 'react-i18next';
import { scoresApi } from '#contract/powers/scores';
import type { ScoreLine } from '#contract/score-schemes';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import styles from '../../../../ui/plain-table.module.css';
import { QueryView } from '../../../../ui/query-view.tsx';
import tags from '../../../../ui/tag.module.css';
import { Section } from '../../../../workbench/ui/section.tsx';
import own from './scores.module.css';

type Version = ResponseOf<typeof scoresApi.listScoreSchemes>[number];

/** The schemes as people read them: what is worth how much, on what ground, since when. */
export default function ScoreSchemePage() {
  const { t } = useTranslation('powers-scores');
  const query = useEndpoint(scoresApi.listScoreSchemes, {});
  return (
    <>
      <PageHeader
        title={t('schemes.title')}
        sub={t('schemes.sub')}
        crumbs={[{ title: t('title'), to: '/workbench/powers/scores' }, { title: t('schemes.title') }]}
      />
      <QueryView query={query}>
        {(versions) =>
          versions.map((one) => <Scheme key={`${one.scheme.code} ${one.scheme.version}`} version={one} />)
        }
      </QueryView>
    </>
  );
}

function Scheme({ version }: { version: Version }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const { scheme, current } = version;
  const name = pick(scheme.name);
  const groups: [title: string, full: string | null, lines: ScoreLine[]][] = [
    ...scheme.parts.map((part): [string, string, ScoreLine[]] => [pick(part.name), part.full, part.lines]),
    [t('bonuses'), null, scheme.bonuses],
    [t('deductions'), null, scheme.deductions],
  ];
  return (
    <Section
      title={name}
      extra={
        <span className={`${tags.tag} ${current ? tags.good : ''}`}>
          {current ? t('schemes.current') : t('schemes.past')}
        </span>
      }
    >
      <p className="wb-quiet">
        {t('schemes.since', { version: scheme.version, day: scheme.effectiveFrom })} · {pick(scheme.basis)}
      </p>
      <p>
        {t('schemes.base')} · {t('schemes.least', { n: scheme.leastCases })} ·{' '}
        {scheme.grades
          .map(({ grade, from }) => t('schemes.gradeFrom', { grade: t(`grades.${grade}`), from }))
          .join(' · ')}{' '}
        <span className="wb-quiet">({t(`marks.${scheme.gradesMark}`)})</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div role="group" className={styles.scroll} aria-label={name} tabIndex={0}>
        <table className={`${styles.table} ${own.lines}`}>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col">{t('schemes.rule')}</th>
              <th scope="col">{t('basis')}</th>
            </tr>
          </thead>
          {groups
            .filter(([, , lines]) => lines.length > 0)
            .map(([title, full, lines]) => (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colSpan={3}>
                    <strong>{title}</strong>{' '}
                    {full !== null && <span className="wb-quiet">{t('full', { full })}</span>}
                  </th>
                </tr>
                {lines.map((line) => (
                  <Line key={line.code} line={line} version={version} />
                ))}
              </tbody>
            ))}
        </table>
      </div>
    </Section>
  );
}

function Line({ line, version: { rules } }: { line: ScoreLine; version: Version }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const counted = line.counts.of === 'alerts' ? (line.counts.rules ?? []) : [];
  return (
    <tr>
      <th scope="row">
        {pick(line.name)}
        {counted.length > 0 && (
          <div className="wb-quiet" style={{ overflowWrap: 'anywhere' }}>
            {counted.join(' · ')}
          </div>
        )}
      </th>
      <td>{rules[line.code] && pick(rules[line.code]!)}</td>
      <td className="wb-quiet">
        {pick(line.basis)} · {t(`marks.${line.mark}`)}
      </td>
    </tr>
  );
}
