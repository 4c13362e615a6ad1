import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Coverage } from '#contract/services/points';
import { usePick } from '../../../i18n/language.ts';
import { countText, CountLink } from '../../../ui/count-link.tsx';
import styles from './points.module.css';

/** What is told of a level: how many there are, of how many divisions, and how many work. */
function Totals({ board }: { board: Coverage }) {
  const { t } = useTranslation('services-points');
  return (
    <dl className={styles.cards}>
      {board.levels.map(({ level, there, working, suspended, divisions }) => (
        <div key={level}>
          <dt>{t(`level.${level as 2}`)}</dt>
          <dd>
            <strong>
              <CountLink
                to="/services/points"
                search={{ region: board.region, level }}
                count={there}
                label={t(`level.${level as 2}`)}
              />
            </strong>
            <span className={styles.soft}>
              {t('coverage.working', { working: countText(working), suspended: countText(suspended) })}
              {level > 2 && ` · ${t('coverage.divisions', { count: divisions })}`}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The mission's own figures beside what is counted; a difference is explained, not hidden. */
function Stated({ stated }: { stated: Coverage['stated'] }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  if (stated.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="coverage-stated">
      <h2 id="coverage-stated">{t('coverage.stated')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className={styles.scroll} role="group" aria-labelledby="coverage-stated" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.sentence')}</th>
              <th scope="col" className={styles.number}>
                {t('coverage.says')}
              </th>
              <th scope="col" className={styles.number}>
                {t('coverage.counted')}
              </th>
              <th scope="col">{t('coverage.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {stated.map((figure) => (
              <tr key={figure.level}>
                <th scope="row">{pick(figure.text)}</th>
                <td className={styles.number}>{countText(figure.stated)}</td>
                <td className={styles.number}>{countText(figure.counted)}</td>
                <td>
                  {figure.stated === figure.counted
                    ? t('coverage.same')
                    : `${figure.counted - figure.stated} · ${figure.note ? pick(figure.note) : t('coverage.unexplained')}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Places({ board }: { board: Coverage }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  return (
    <section className={styles.panel} aria-labelledby="coverage-places">
      <h2 id="coverage-places">{t('coverage.places')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className={styles.scroll} role="group" aria-labelledby="coverage-places" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.place')}</th>
              {board.levels.map(({ level }) => (
                <th key={level} scope="col" className={styles.number}>
                  {t(`level.${level as 2}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.children.map(({ region, name, kind, levels }) => (
              <tr key={`${region}${kind}`}>
                <th scope="row">
                  {kind === 'residual' ? (
                    t('coverage.residual')
                  ) : (
                    <Link to="." search={{ region } as never}>
                      {pick(name)}
                    </Link>
                  )}
                </th>
                {levels.map(({ level, there, suspended }) => (
                  <td key={level} className={styles.number}>
                    {countText(there)}
                    {suspended > 0 && (
                      <div className={styles.soft}>{t('coverage.suspended', { count: suspended })}</div>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('coverage.total')}</th>
              {board.levels.map(({ level, there }) => (
                <td key={level} className={styles.number}>
                  {countText(there)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Waiting({ waiting }: { waiting: Coverage['waiting'] }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  return (
    <section className={styles.panel} aria-labelledby="coverage-waiting">
      <h2 id="coverage-waiting">{t('waiting.title')}</h2>
      <p>
        {t('waiting.now', { count: waiting.tickets })}{' '}
        {t('waiting.over', { count: waiting.overLimit, limit: waiting.limitMinutes })}
      </p>
      {waiting.points.length > 0 && (
        <ul className={styles.list}>
          {waiting.points.map(({ point, name, overLimit, longestMinutes }) => (
            <li key={point}>
              <Link to="/services/points/$id" params={{ id: point }}>
                {pick(name)}
              </Link>{' '}
              {t('waiting.point', { count: overLimit, longest: longestMinutes })}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.soft}>{t('waiting.clue')}</p>
    </section>
  );
}

/** How many points of each level there are at a place and below, and how many of them work. */
export function CoverageBoard({ board }: { board: Coverage }) {
  return (
    <>
      <Totals board={board} />
      <Stated stated={board.stated} />
      <Places board={board} />
      <Waiting waiting={board.waiting} />
    </>
  );
}
