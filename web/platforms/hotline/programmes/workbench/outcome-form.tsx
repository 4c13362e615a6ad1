import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { outcomes, programmesApi } from '#contract/hotline/programmes';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import tickets from '../../tickets/tickets.module.css';

interface Values {
  kind: keyof typeof outcomes;
  text: string;
  speaker: string;
}

/** Writes down what the organ on air said to a question. */
export function OutcomeForm({ id, n, posts }: { id: string; n: number; posts: readonly string[] }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const act = useAction(casesApi.actOnCase, { refreshes: [programmesApi.getEpisode] });
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)} aria-label={t('outcome.of', { n })}>
        {t('outcome.record')}
      </Button>
    );
  return (
    <Form<Values>
      name={`outcome-${n}`}
      layout="vertical"
      initialValues={{ kind: 'promised', speaker: posts[0] }}
      onFinish={(values) =>
        act.mutate({ params: { id }, body: { action: 'say-outcome', values: { n: String(n), ...values } } })
      }
    >
      <div className={tickets.pair}>
        <Form.Item name="kind" label={t('outcome.kind')}>
          <Select options={Object.entries(outcomes).map(([value, name]) => ({ value, label: pick(name) }))} />
        </Form.Item>
        <Form.Item name="speaker" label={t('outcome.speaker')} rules={required(t('outcome.speaker'))}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item
        name="text"
        label={t('outcome.text')}
        rules={[{ required: true, min: 4, message: t('outcome.textNeeded') }]}
      >
        <Input.TextArea
          rows={2}
          maxLength={2000}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
      </Form.Item>
      <ProblemAlert error={act.error} />
      <Button size="small" type="primary" htmlType="submit" loading={act.isPending}>
        {t('outcome.save')}
      </Button>
    </Form>
  );
}
