import { casesApi } from '#contract/cases';
import { assetsApi } from '#contract/services/assets';
import { useAction, useEndpoint } from '../../../../api.ts';
import { ActionPanel } from '../../../../workbench/ui/action-panel.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';

/** Requests, approvals, closings and signatures of a book: what whoever looks at it may do now. */
export function BookActions({ id }: { id: string }) {
  const query = useEndpoint(casesApi.getCase, { params: { id } });
  const act = useAction(casesApi.actOnCase, {
    refreshes: [casesApi.getCase, assetsApi.getBook, assetsApi.listBooks, assetsApi.listVouchers],
  });
  return (
    <QueryView query={query}>
      {({ availableActions }) => (
        <ActionPanel
          actions={availableActions}
          onAct={(action, values) => act.mutateAsync({ params: { id }, body: { action, values } })}
        />
      )}
    </QueryView>
  );
}
