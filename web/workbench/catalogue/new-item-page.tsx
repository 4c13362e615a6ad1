import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../../api.ts';
import { useInstallation } from '../../ui/installation.ts';
import { civilText } from '../../ui/moment.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { blankItem } from './item-draft.ts';
import { ItemEditor } from './item-editor.tsx';
import { draftOf } from './item-page.tsx';

const route = getRouteApi('/workbench/new-item');

/** An item that is new, from nothing or as a copy of another one. */
export default function NewItemPage() {
  const { t } = useTranslation('workbench-catalogue');
  const { copyOf } = route.useSearch();
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const today = civilText(new Date().toISOString(), zone, 'day');
  const model = useEndpoint(
    catalogueApi.getItem,
    { params: { code: copyOf ?? '' } },
    { enabled: copyOf !== undefined },
  );
  return (
    <>
      <PageHeader
        title={t('page.new')}
        sub={copyOf ? t('page.copyOf', { code: copyOf }) : t('page.newHint')}
        crumbs={[{ title: t('list.title'), to: '/workbench/catalogue' }, { title: t('page.new') }]}
      />
      {copyOf === undefined ? (
        <ItemEditor initial={blankItem(today)} />
      ) : (
        <QueryView query={model}>
          {(item) => (
            <ItemEditor
              key={copyOf}
              initial={{ ...draftOf(item), code: null, effectiveFrom: today, cancelledFrom: null }}
            />
          )}
        </QueryView>
      )}
    </>
  );
}
