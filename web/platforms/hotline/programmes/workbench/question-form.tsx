import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EpisodeView, programmesApi } from '#contract/hotline/programmes';
import { useAction } from '../../../../api.ts';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { CategorySelect } from '../../tickets/category-select.tsx';
import { useFormFaults } from '../../tickets/use-form-faults.ts';
import { AskedOrgan, onlyOrgan } from './asked-organ.tsx';

interface Values {
  title: string;
  content?: string;
  category: string;
  region: string;
  organ?: string;
  phone?: string;
}

/** The form passes value, onChange and id. */
function BoundRegion(props: {
  id?: string;
  value?: string;
  onChange?: (region: string | undefined) => void;
}) {
  return (
    <RegionCascader
      id={props.id}
      value={props.value}
      onChange={(region) => props.onChange?.(region)}
      style={{ width: '100%' }}
    />
  );
}

/**
 * Takes questions down as fast as they come: place, category and organ stay for the next one, Ctrl+Enter saves from any field, and
 * the question is where one writes on. Alt+Q goes there from anywhere on the page.
 */
export function QuestionForm({ episode }: { episode: EpisodeView }) {
  const { t } = useTranslation('hotline-programmes');
  const first = useRef<InputRef>(null);
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string | null>(null);
  const [taken, setTaken] = useState<string>();
  const beside = useFormFaults(form);
  const raise = useAction(programmesApi.raiseQuestion, {
    refreshes: [programmesApi.getEpisode],
    onDone: (after) => {
      setTaken(after.questionList.at(-1)?.ticket?.number);
      form.resetFields(['title', 'content', 'phone']);
      first.current?.focus();
    },
  });
  useEffect(() => {
    const toQuestion = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyQ') return;
      event.preventDefault();
      first.current?.focus();
    };
    window.addEventListener('keydown', toQuestion);
    return () => window.removeEventListener('keydown', toQuestion);
  }, []);
  const send = ({ phone, content = '', ...values }: Values) => {
    setFault(null);
    const caller = phone?.trim() ? { phone: phone.trim() } : {};
    raise.mutate(
      { params: { id: episode.id }, body: { ...values, content, caller } },
      { onError: (error) => setFault(beside(error)) },
    );
  };
  const needed = (field: string) => [{ required: true, message: t('question.needed', { field }) }];
  return (
    <Section title={t('question.title')}>
      <p className="wb-quiet">{t('question.keys')}</p>
      <Form<Values>
        form={form}
        name="question"
        layout="vertical"
        initialValues={{ organ: onlyOrgan(episode) }}
        onFinish={send}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
        aria-label={t('question.title')}
      >
        <Form.Item
          name="title"
          label={t('question.what')}
          rules={[
            ...needed(t('question.what')),
            { min: 4, message: t('question.needed', { field: t('question.what') }) },
          ]}
        >
          <Input ref={first} maxLength={100} />
        </Form.Item>
        <Form.Item name="category" label={t('question.category')} rules={needed(t('question.category'))}>
          <CategorySelect />
        </Form.Item>
        <Form.Item name="region" label={t('question.place')} rules={needed(t('question.place'))}>
          <BoundRegion />
        </Form.Item>
        <AskedOrgan episode={episode} />
        <Form.Item name="phone" label={t('question.phone')} extra={t('question.phoneHint')}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="content" label={t('question.content')}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        {fault && <Alert type="error" showIcon title={fault} role="alert" />}
        <div aria-live="polite">{taken && <p>{t('question.taken', { number: taken })}</p>}</div>
        <Button type="primary" htmlType="submit" loading={raise.isPending}>
          {t('question.save')}
        </Button>
      </Form>
    </Section>
  );
}
