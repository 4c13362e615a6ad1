import { getRouteApi } from '@tanstack/react-router';
import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type clueInput, type onTheSpotInput, penaltiesApi } from '#contract/powers/penalties';
import { clueSources, type PartyKind } from '#contract/powers/penalty-terms';
import { useAction } from '../../../../api.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useOptions } from '../names.ts';
import { OffenceSelect, useBenchmarks } from '../offence-select.tsx';
import { useFormProblem } from '../use-form-problem.ts';
import { MeasureFields } from './measure-fields.tsx';
import { OfficerSelect } from './officer-select.tsx';
import { PartyFields } from './party-fields.tsx';

const route = getRouteApi('/workbench/powers/new-penalty');
type Given = z.input<typeof clueInput> & Partial<z.input<typeof onTheSpotInput>>;

/** Texts that were left empty are not there. */
const filled = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;

/** Opens a penalty case: by a clue, or by a decision that was made on the spot. */
export default function NewPenaltyPage() {
  const { t } = useTranslation('powers-penalties');
  const { language } = useLanguage();
  const summary = route.useSearch().procedure === 'summary';
  const most = useBenchmarks().data?.onTheSpot;
  const bare = (text: string) => formatYuan(text, language).replace(/[^\d,.]/g, '');
  const title = summary ? t('new.onTheSpot') : t('new.clue');
  const sub = summary
    ? most && t('new.onTheSpotSub', { person: bare(most.person), organisation: bare(most.organisation) })
    : t('new.clueSub');
  return (
    <>
      <PageHeader
        title={title}
        sub={sub}
        crumbs={[{ title: t('list.title'), to: '/workbench/powers/penalties' }, { title }]}
      />
      <PenaltyForm key={title} summary={summary} most={most} />
    </>
  );
}

function PenaltyForm({ summary, most }: { summary: boolean; most: Record<PartyKind, string> | undefined }) {
  const { t } = useTranslation('powers-penalties');
  const { message } = App.useApp();
  const navigate = route.useNavigate();
  const [form] = Form.useForm<Given>();
  const { elsewhere, fail, clear } = useFormProblem(form);
  const refreshes = { refreshes: [penaltiesApi.listPenalties] };
  const clue = useAction(penaltiesApi.registerClue, refreshes);
  const spot = useAction(penaltiesApi.decideOnTheSpot, refreshes);
  const send = (values: Given) => {
    clear();
    const body = { ...filled(values), party: filled(values.party) };
    const done = {
      onError: fail,
      onSuccess: ({ id, number }: { id: string; number: string }) => {
        void message.success(t('new.done', { number }));
        void navigate({ to: '/workbench/cases/$id', params: { id } });
      },
    };
    if (summary) spot.mutate({ body: body as z.input<typeof onTheSpotInput> }, done);
    else clue.mutate({ body }, done);
  };
  const initial = { source: 'inspection' as const, party: { kind: 'person' as const, name: '' } };
  return (
    <Form<Given>
      className="wb-stack"
      form={form}
      layout="vertical"
      onFinish={send}
      initialValues={initial}
      scrollToFirstError
    >
      <Section title={t('new.case')}>
        <CaseFields />
      </Section>
      <Section title={t('new.party')}>
        <PartyFields />
      </Section>
      {summary && (
        <Section title={t('new.decision')}>
          <OnTheSpotFields most={most} />
        </Section>
      )}
      <ProblemAlert error={elsewhere} />
      <div className="wb-form-buttons">
        <Button type="primary" htmlType="submit" loading={clue.isPending || spot.isPending}>
          {summary ? t('new.saveOnTheSpot') : t('new.save')}
        </Button>
      </div>
    </Form>
  );
}

function CaseFields() {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  const options = useOptions();
  return (
    <>
      <div className="wb-fields">
        <Form.Item name="offence" label={t('new.offence')} rules={required(t('new.offence'))}>
          <OffenceSelect />
        </Form.Item>
        <Form.Item name="source" label={t('new.source')} rules={required(t('new.source'))}>
          <Select options={options(clueSources)} />
        </Form.Item>
      </div>
      <Form.Item name="facts" label={t('new.facts')} rules={required(t('new.facts'))}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}

function OnTheSpotFields({ most }: { most: Record<PartyKind, string> | undefined }) {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  const party = (Form.useWatch(['party', 'kind']) as PartyKind | undefined) ?? 'person';
  const yuan = most?.[party];
  return (
    <>
      <Form.Item name="officers" label={t('measures.officers')} rules={required(t('measures.officers'))}>
        <OfficerSelect />
      </Form.Item>
      <MeasureFields
        kinds={['warning', 'fine']}
        most={yuan ? { yuan, message: t('measures.aboveSpot', { most: yuan }) } : undefined}
        content={false}
      />
      <Form.Item name="reason" label={t('measures.reason')} rules={required(t('measures.reason'))}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
