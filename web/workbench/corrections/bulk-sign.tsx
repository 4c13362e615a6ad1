import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { type CorrectionRow, correctionsApi } from '#contract/corrections';
import { refusals } from '#contract/problem';
import { type ResponseOf, useAction } from '../../api.ts';
import { useLanguage, usePick } from '../../i18n/language.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

interface BulkSignProps {
  /** The page in sight. */
  rows: CorrectionRow[];
  chosen: CorrectionRow[];
  onChoose: (rows: CorrectionRow[]) => void;
}
type Answer = ResponseOf<typeof correctionsApi.signCorrections>;

/** Signs for the chosen corrections at once and tells the result of each. */
export function BulkSign({ rows, chosen, onChoose }: BulkSignProps) {
  const { t } = useTranslation('workbench-queues');
  const [result, setResult] = useState<{ rows: CorrectionRow[]; answer: Answer } | null>(null);
  const sign = useAction(correctionsApi.signCorrections, {
    refreshes: [correctionsApi.listCorrections, correctionsApi.getCorrection, alertsApi.listAlerts],
    onDone: (answer) => {
      setResult({ rows: chosen, answer });
      // Those that were refused stay chosen.
      onChoose(chosen.filter((row) => answer.refused.some(({ id }) => id === row.id)));
    },
  });
  const signable = rows.filter((row) => row.availableActions.includes('sign'));
  return (
    <>
      {signable.length > 0 && (
        <Checkbox
          className="wb-choose-all no-print"
          checked={chosen.length >= signable.length}
          indeterminate={chosen.length > 0 && chosen.length < signable.length}
          onChange={(event) => onChoose(event.target.checked ? signable : [])}
        >
          {t('corrections.chooseAll', { count: signable.length })}
        </Checkbox>
      )}
      {chosen.length > 0 && (
        <Form
          layout="inline"
          className="wb-bulk no-print"
          aria-label={t('corrections.bulk')}
          onFinish={() => sign.mutate({ body: { ids: chosen.map((row) => row.id) } })}
        >
          <strong role="status">{t('corrections.chosen', { count: chosen.length })}</strong>
          <Button type="primary" htmlType="submit" loading={sign.isPending}>
            {t('corrections.signAll', { count: chosen.length })}
          </Button>
          <Button onClick={() => onChoose([])}>{t('corrections.chooseNone')}</Button>
        </Form>
      )}
      <ProblemAlert error={sign.error} />
      {result && <SignResult {...result} onClose={() => setResult(null)} />}
    </>
  );
}

/** Per correction, whether it was signed for, and why not. */
function SignResult({
  rows,
  answer,
  onClose,
}: {
  rows: CorrectionRow[];
  answer: Answer;
  onClose: () => void;
}) {
  const { t } = useTranslation('workbench-queues');
  const { language } = useLanguage();
  const pick = usePick();
  const refused = new Map(answer.refused.map((one) => [one.id, one]));
  const reason = ({ code, detail }: Answer['refused'][number]) => {
    const title = code in refusals ? refusals[code as keyof typeof refusals][language] : code;
    return detail && detail !== title ? `${title}（${detail}）` : title;
  };
  return (
    <section className="wb-sign-result" role="status" aria-label={t('corrections.signResult')}>
      <div className="wb-section-head">
        <h2>
          {t('corrections.signSummary', { signed: answer.signed.length, refused: answer.refused.length })}
        </h2>
        <Button size="small" onClick={onClose}>
          {t('corrections.close')}
        </Button>
      </div>
      <ul>
        {rows.map((row) => {
          const no = refused.get(row.id);
          return (
            <li key={row.id}>
              {no ? (
                <CloseCircleOutlined className="wb-bad" aria-hidden />
              ) : (
                <CheckCircleOutlined className="wb-good" aria-hidden />
              )}
              <span className="wb-number">{row.number}</span>
              <span>{pick(row.organName)}</span>
              <strong>{no ? reason(no) : t('corrections.signed')}</strong>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
