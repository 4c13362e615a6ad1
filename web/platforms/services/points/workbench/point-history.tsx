import { useTranslation } from 'react-i18next';
import { type PointDetail, pointsApi } from '#contract/services/points';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { VersionHistory } from '../../../../workbench/ui/version-history.tsx';

/** Who changed what of a point, and when. */
export function PointHistory({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-points');
  const query = useEndpoint(pointsApi.listPointVersions, { params: { id: point.id } });
  const words = {
    first: t('history.first'),
    same: t('history.same'),
    comma: t('comma'),
    part: (name: string) => t(`parts.${name as 'name'}`),
  };
  return (
    <QueryView query={query}>
      {(versions) => <VersionHistory title={t('history.title')} versions={versions} words={words} />}
    </QueryView>
  );
}
