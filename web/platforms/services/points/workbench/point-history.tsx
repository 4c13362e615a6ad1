import { useTranslation } from 'react-i18next';
import { type PointDetail, pointsApi } from '#contract/services/points';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';

/** Who changed what of a point, and when. */
export function PointHistory({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-points');
  const query = useEndpoint(pointsApi.listPointVersions, { params: { id: point.id } });
  return (
    <section aria-labelledby="history-title">
      <h3 className="wb-h3" id="history-title">
        {t('history.title')}
      </h3>
      <QueryView query={query}>
        {(versions) => (
          <ol reversed>
            {versions.map(({ version, actor, at, changed }) => (
              <li key={version} value={version}>
                <TimeText at={at} /> {actor}{' '}
                {version === 1
                  ? t('history.first')
                  : changed.length === 0
                    ? t('history.same')
                    : changed.map((part) => t(`parts.${part as 'name'}`)).join(t('comma'))}
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </section>
  );
}
