import { assetsApi } from '#contract/services/assets';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';

/** Income and expense subjects as choices of a form. */
export function useSubjects() {
  const pick = usePick();
  const query = useEndpoint(assetsApi.listSubjects, {}, { staleTime: Number.POSITIVE_INFINITY });
  return (kind: 'income' | 'expense') =>
    (query.data?.[kind] ?? []).map(({ code, name }) => ({ value: code, label: pick(name) }));
}
