import { useTranslation } from 'react-i18next';
import { type KnowledgeEntry, knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { VersionHistory } from '../../../../workbench/ui/version-history.tsx';

/** Who changed what of an entry, when, and how useful people found each version. */
export function KnowledgeHistory({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const query = useEndpoint(knowledgeApi.versions, { params: { id: entry.id } });
  const words = {
    first: t('history.first'),
    same: t('history.same'),
    comma: t('comma'),
    part: (name: string) => t(`fields.${name as 'answer'}`),
  };
  return (
    <QueryView query={query}>
      {(versions) => (
        <VersionHistory
          title={t('history.title')}
          versions={versions}
          words={words}
          more={({ usefulness }) => <div className="wb-quiet">{t('useful.counts', usefulness)}</div>}
        />
      )}
    </QueryView>
  );
}
