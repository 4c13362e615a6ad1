import { knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { useMay } from '../../../../session/permitted.ts';
import { KnowledgeWarnings } from './knowledge-warnings.tsx';

/** Tells an owner at their desk which entries need to be looked at. */
export function KnowledgeDeskNotice() {
  const may = useMay()('knowledge.edit');
  const query = useEndpoint(knowledgeApi.desk, { query: { mine: 'true', pageSize: 1 } }, { enabled: may });
  return query.data ? <KnowledgeWarnings warnings={query.data.warnings} /> : null;
}
