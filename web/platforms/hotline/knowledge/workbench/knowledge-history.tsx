import { useTranslation } from 'react-i18next';
import { type KnowledgeEntry, knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';

/** Who changed what of an entry, when, and how useful people found each version. */
export function KnowledgeHistory({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const query = useEndpoint(knowledgeApi.versions, { params: { id: entry.id } });
  return (
    <section aria-labelledby="history-title">
      <h3 className="wb-h3" id="history-title">
        {t('history.title')}
      </h3>
      <QueryView query={query}>
        {(versions) => (
          <ol reversed>
            {versions.map(({ version, actor, at, changed, usefulness }) => (
              <li key={version} value={version}>
                <TimeText at={at} /> {actor}{' '}
                {version === 1
                  ? t('history.first')
                  : changed.length === 0
                    ? t('history.same')
                    : changed.map((part) => t(`fields.${part as 'answer'}`)).join(t('comma'))}
                <div className="wb-quiet">{t('useful.counts', usefulness)}</div>
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </section>
  );
}
