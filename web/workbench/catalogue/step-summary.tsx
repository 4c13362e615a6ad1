import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Limit } from '#contract/catalogue';
import { useLanguage } from '../../i18n/language.ts';
import { useLimitText } from '../../ui/limit-text.tsx';
import type { StepDraft } from './item-draft.ts';

/** One step as a row: order, name, what comes before, who acts, limit, separation. */
export function StepSummary({ steps, index }: { steps: StepDraft[]; index: number }) {
  const { t } = useTranslation(['workbench-catalogue', 'shell']);
  const { language } = useLanguage();
  const write = useLimitText();
  const step = steps[index] ?? {};
  const nameOf = (code: string | null | undefined) =>
    steps.find((one) => one.code === code)?.name?.[language] || code || '';
  const names = (codes: StepDraft['after']) => codes?.map(nameOf).join('、') || '–';
  const { n, unit, from } = step.limit ?? {};
  return (
    <summary className="wb-step-row">
      <span>{index + 1}</span>
      <span>
        <strong>{step.name?.[language] || step.code || t('flow.unnamed')}</strong>{' '}
        {step.mandatory && <Tag>{t('shell:flow.mandatory')}</Tag>}
        {step.siteCheck && <Tag>{t('shell:flow.siteCheck')}</Tag>}
      </span>
      <span data-label={t('flow.after')}>{step.after?.length ? names(step.after) : t('flow.first')}</span>
      <span data-label={t('flow.who')}>{step.posts?.join('、') || t('flow.anyone')}</span>
      <span data-label={t('flow.limit')}>
        {n && unit ? `${write({ n, unit } as Limit)}${from ? ` ← ${nameOf(from)}` : ''}` : '–'}
      </span>
      <span data-label={t('flow.separate')}>{names(step.separateFrom)}</span>
    </summary>
  );
}
