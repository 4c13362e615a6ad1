import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type PointDetail, pointsApi } from '#contract/services/points';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { DemoBadge } from '../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { OpeningText } from './opening-text.tsx';
import { PointMap } from './point-map.tsx';
import styles from './points.module.css';

const route = getRouteApi('/portal/services/points/$id');

/** The days to come with their hours, and why a day is not like its weekday. */
export function DayTable({ days }: { days: PointDetail['days'] }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('days.day')}</th>
          <th scope="col">{t('days.hours')}</th>
          <th scope="col">{t('days.why')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, weekday, periods, kind, name }, at) => (
          <tr key={date} className={at === 0 ? styles.today : undefined}>
            <th scope="row">
              {date} {t(`weekday.${weekday as 1}`)}
            </th>
            <td>
              {periods.length > 0
                ? periods.map(({ from, to }) => `${from}–${to}`).join(' ')
                : t('days.closed')}
            </td>
            <td>
              {kind !== 'weekly' && t(`dayKind.${kind}`)}
              {name && ` ${pick(name)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const { content } = point;
  const facts: [string, React.ReactNode][] = [
    [t('fields.address'), content.address],
    [t('fields.phone'), content.phone],
    [t('fields.organ'), pick(point.organName)],
    [t('fields.level'), t(`level.${point.level as 2}`)],
    [t('fields.access'), content.access.map((aid) => t(`access.${aid}`)).join(t('comma'))],
    [
      t('fields.staff'),
      content.staff.map(({ post, count }) => t('staffOf', { post: pick(post), count })).join(t('comma')),
    ],
    [
      t('fields.coordinates'),
      content.coordinates &&
        `${content.coordinates.longitude.toFixed(5)}, ${content.coordinates.latitude.toFixed(5)} (${content.coordinates.datum})`,
    ],
  ];
  return (
    <dl className={styles.description}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Windows({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const { groups, windows } = point.content;
  return (
    <ul className={styles.list}>
      {groups.map(({ letter, name, items, perSlot }) => (
        <li key={letter}>
          <h3>
            {letter} {pick(name)}
          </h3>
          <div className={styles.facts}>
            {items.length === 0 ? t('comprehensive') : t('handles', { count: items.length })} ·{' '}
            {windows
              .filter(({ group }) => group === letter)
              .map((window) => pick(window.name))
              .join(t('comma'))}
          </div>
          {perSlot > 0 && point.opening.state !== 'suspended' && (
            <Link to="/services/points/$id/book" params={{ id: point.id }} search={{ group: letter }}>
              {t('book', { name: pick(name) })}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A service point for everybody. */
export default function PointPage() {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const query = useEndpoint(pointsApi.getPoint, { params: { id } }, { refetchInterval: 60_000 });
  return (
    <QueryView query={query}>
      {(point) => (
        <>
          <PageHeader
            title={pick(point.name)}
            crumbs={[
              { title: t('title'), to: '/services/points' },
              ...point.path.slice(1).map(({ name }) => ({ title: pick(name) })),
            ]}
            marks={point.demonstration && <DemoBadge />}
            sub={<OpeningText opening={point.opening} />}
            actions={
              <Link to="/services/hall/$id" params={{ id }}>
                {t('hallLink')}
              </Link>
            }
          />
          <div className={styles.columns}>
            <div>
              <section className={styles.panel} aria-labelledby="point-windows">
                <h2 id="point-windows">{t('fields.windows')}</h2>
                <Windows point={point} />
              </section>
              <section className={styles.panel} aria-labelledby="point-days">
                <h2 id="point-days">{t('days.title')}</h2>
                <DayTable days={point.days} />
                <p className={styles.soft}>{t('days.zone', { zone: point.timeZone })}</p>
              </section>
              {point.level === 6 && (
                <section className={styles.panel} aria-labelledby="point-agents">
                  <h2 id="point-agents">{t('agents.title')}</h2>
                  <p className={styles.soft}>{t('agents.what')}</p>
                  {point.agents.length === 0 ? (
                    <p>{t('agents.none')}</p>
                  ) : (
                    <ul className={styles.list}>
                      {point.agents.map(({ account, since }) => (
                        <li key={account}>
                          {account} <span className={styles.soft}>{t('agents.since')}</span>{' '}
                          <TimeText at={since} form="day" />
                        </li>
                      ))}
                    </ul>
                  )}
                </section>
              )}
            </div>
            <section className={styles.panel} aria-labelledby="point-facts">
              <h2 id="point-facts">{t('facts')}</h2>
              <Facts point={point} />
              <PointMap
                region={point.region}
                points={[point]}
                onRegion={(region) => void navigate({ to: '/services/points', search: { region } })}
              />
            </section>
          </div>
        </>
      )}
    </QueryView>
  );
}
