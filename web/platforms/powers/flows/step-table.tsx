import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowStep } from '#contract/catalogue';
import { usePick } from '../../../i18n/language.ts';
import { useLimitText } from '../../../ui/limit-text.tsx';
import { ScrollTable } from '../../../workbench/ui/scroll-table.tsx';

/** The steps of a flow as they are prescribed. */
export function StepTable({ flow }: { flow: Flow }) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const write = useLimitText();
  const nameOf = (code: string) => {
    const step = flow.steps.find((one) => one.code === code);
    return step ? pick(step.name) : code;
  };
  const names = (codes: readonly string[], none: string) => codes.map(nameOf).join('、') || none;
  const columns: TableColumnsType<FlowStep> = [
    {
      key: 'name',
      title: t('step.name'),
      render: (_, step) => (
        <>
          {pick(step.name)}
          <div className="wb-quiet">{step.code}</div>
        </>
      ),
    },
    { key: 'after', title: t('step.after'), render: (_, step) => names(step.after, t('step.first')) },
    {
      key: 'must',
      title: t('step.must'),
      render: (_, step) => t(step.mandatory ? 'step.mandatory' : 'step.optional'),
    },
    {
      key: 'limit',
      title: t('step.limit'),
      render: (_, { limit }) =>
        limit ? t('step.limitFrom', { limit: write(limit), step: nameOf(limit.from) }) : '–',
    },
    { key: 'posts', title: t('step.posts'), render: (_, step) => step.posts.join('、') || t('step.anyone') },
    { key: 'apart', title: t('step.apart'), render: (_, step) => names(step.separateFrom, '–') },
  ];
  return (
    <ScrollTable<FlowStep>
      label={t('prescribed.table')}
      rowKey={(step) => step.code}
      columns={columns}
      dataSource={flow.steps}
    />
  );
}
