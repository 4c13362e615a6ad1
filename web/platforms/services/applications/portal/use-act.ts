import { App } from 'antd';
import { type ApplicantAction, applicationsApi } from '#contract/services/applications';
import { queryClient, useAction } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';

/** How a page takes an action of the applicant; says when it is done, or why not. */
export type Act = (action: ApplicantAction, done: string) => Promise<void>;

/** Acts on the application behind a receipt, and shows it as it is then. */
export function useAct(receipt: string): Act {
  const { language } = useLanguage();
  const { message } = App.useApp();
  const act = useAction(applicationsApi.actOnApplication, {
    refreshes: [applicationsApi.listMyApplications, applicationsApi.listApplicationDocuments],
    onDone: (after) =>
      queryClient.setQueryData([applicationsApi.getApplication.path, { params: { receipt } }], after),
  });
  return (body, done) =>
    act.mutateAsync({ params: { receipt }, body }).then(
      () => void message.success(done),
      (error: unknown) => {
        void message.error(error instanceof ProblemError ? error.sentence(language) : String(error));
        throw error;
      },
    );
}
