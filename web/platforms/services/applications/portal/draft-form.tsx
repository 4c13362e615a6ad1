import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApplicationForm, applicationsApi, type Draft } from '#contract/services/applications';
import { useAction, useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { ApplicationFormView } from '../application-form.tsx';
import { useDraft } from './use-draft.ts';

/** The form with its draft: the one that the address names, or a new one. */
export function DraftForm({ form, token: named }: { form: ApplicationForm; token: string | undefined }) {
  // A draft that this page begins gets into the address while somebody types: then there is nothing to read.
  const [token] = useState(named);
  const query = useEndpoint(
    applicationsApi.getDraft,
    { params: { token: token ?? '' } },
    { enabled: Boolean(token), staleTime: Number.POSITIVE_INFINITY },
  );
  if (!token) return <Filling form={form} />;
  return <QueryView query={query}>{(draft) => <Filling form={form} draft={draft} />}</QueryView>;
}

function Filling({ form, draft }: { form: ApplicationForm; draft?: Draft }) {
  const { t } = useTranslation('services-applications');
  const write = useTimeText();
  const navigate = useNavigate();
  const kept = useDraft(form.item, draft?.token);
  const file = useAction(applicationsApi.fileApplication, {
    refreshes: [applicationsApi.listMyApplications],
    onDone: ({ receipt }) => {
      kept.stop();
      void navigate({ to: `/services/applications/${receipt}` as never, search: { filed: true } as never });
    },
  });
  const note = kept.failed
    ? t('apply.notSaved')
    : kept.saving
      ? t('apply.saving')
      : kept.saved && t('apply.saved', { time: write(kept.saved) });
  return (
    <ApplicationFormView
      form={form}
      initial={draft?.values}
      files={draft?.files}
      uploads
      pending={file.isPending}
      error={file.error}
      note={note}
      onChange={kept.change}
      onSubmit={(values) => file.mutate({ body: { ...values, item: form.item, token: kept.token() } })}
    />
  );
}
