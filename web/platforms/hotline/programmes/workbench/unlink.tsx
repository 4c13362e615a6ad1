import { Alert, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { programmesApi, type QuestionView } from '#contract/hotline/programmes';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';

/** Takes back that the ticket of a question was taken up. */
export function Unlink(props: {
  episode: string;
  question: QuestionView;
  onDone: (question: QuestionView) => void;
}) {
  const { episode, question, onDone } = props;
  const { t } = useTranslation('hotline-programmes');
  const unlink = useAction(programmesApi.unlinkQuestion, {
    refreshes: [programmesApi.getEpisode],
    onDone: () => onDone(question),
  });
  return (
    <>
      <Popconfirm
        title={t('link.removeTitle')}
        okText={t('link.remove')}
        onConfirm={() => unlink.mutate({ params: { id: episode, n: question.n } })}
      >
        <Button size="small" loading={unlink.isPending} aria-label={t('link.removeOf', { n: question.n })}>
          {t('link.remove')}
        </Button>
      </Popconfirm>
      <ProblemAlert error={unlink.error} />
    </>
  );
}

/** Says what was taken out, and takes it up again. */
export function Unlinked(props: { episode: string; question: QuestionView; onDone: () => void }) {
  const { episode, question, onDone } = props;
  const { t } = useTranslation('hotline-programmes');
  const link = useAction(programmesApi.linkQuestion, { refreshes: [programmesApi.getEpisode], onDone });
  const { ticket, organ } = question;
  if (!ticket) return null;
  return (
    <>
      <Alert
        type="info"
        showIcon
        role="status"
        closable={{ onClose: onDone }}
        title={t('link.removed', { number: ticket.number })}
        action={
          <Button
            size="small"
            loading={link.isPending}
            onClick={() =>
              link.mutate({
                params: { id: episode },
                body: { ticket: ticket.id, ...(organ !== null && { organ }) },
              })
            }
          >
            {t('link.undo')}
          </Button>
        }
      />
      <ProblemAlert error={link.error} />
    </>
  );
}
