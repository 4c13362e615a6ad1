import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Drawer, Form, Grid, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { type EpisodeView, programmesApi } from '#contract/hotline/programmes';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemError } from '../../../../problem-error.ts';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import tickets from '../../tickets/tickets.module.css';

interface Values {
  series?: number;
  number: string;
  airsAt: Dayjs;
  host?: string;
  organs: { organ: string; posts: string[] }[];
}

/** Plans an episode, or changes one that has not been broadcast. */
export function EpisodeDrawer({ of, onClose }: { of?: EpisodeView; onClose: () => void }) {
  const { t } = useTranslation('hotline-programmes');
  const roomy = Grid.useBreakpoint().md;
  return (
    <Drawer
      open
      title={t(of ? 'plan.change' : 'plan.new')}
      size={roomy ? 560 : '100%'}
      onClose={onClose}
      destroyOnHidden
    >
      <PlanForm of={of} onDone={onClose} />
    </Drawer>
  );
}

function PlanForm({ of, onDone }: { of?: EpisodeView; onDone: () => void }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const required = useRequired();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const series = useEndpoint(programmesApi.listSeries, {});
  const refreshes = [programmesApi.listEpisodes, programmesApi.getEpisode];
  const beside = (error: Error) => {
    if (error instanceof ProblemError && error.field)
      form.setFields([
        {
          name: error.field.split('.').map((one) => (/^\d+$/.test(one) ? Number(one) : one)) as never,
          errors: [error.expected ?? error.message],
        },
      ]);
  };
  const plan = useAction(programmesApi.planEpisode, {
    refreshes,
    onDone: (made) => {
      onDone();
      void navigate({ to: `/workbench/hotline/programmes/${made.id}` as never });
    },
  });
  const change = useAction(programmesApi.changeEpisode, { refreshes, onDone });
  const submit = ({ series: chosen, airsAt, organs = [], host = '', number }: Values) => {
    const body = { number, airsAt: airsAt.toISOString(), organs, host };
    if (of) change.mutate({ params: { id: of.id }, body }, { onError: beside });
    else plan.mutate({ body: { ...body, series: chosen! } }, { onError: beside });
  };
  const choices = (series.data ?? []).filter(({ mayEdit, content }) => mayEdit && content.running);
  return (
    <Form<Values>
      form={form}
      name="episode"
      layout="vertical"
      initialValues={
        of
          ? { ...of, airsAt: dayjs(of.airsAt) }
          : { organs: [{ posts: [] }], series: choices.length === 1 ? choices[0]!.id : undefined }
      }
      onFinish={submit}
    >
      {!of && (
        <Form.Item name="series" label={t('series.one')} rules={required(t('series.one'))}>
          <Select options={choices.map((one) => ({ value: one.id, label: pick(one.content.name) }))} />
        </Form.Item>
      )}
      <Form.Item
        name="number"
        label={t('plan.number')}
        extra={t('plan.numberHint')}
        rules={required(t('plan.number'))}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="airsAt" label={t('list.airs')} rules={required(t('list.airs'))}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          placeholder=""
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item name="host" label={t('plan.host')} extra={t('plan.hostHint')}>
        <Input maxLength={120} />
      </Form.Item>
      <Organs />
      <ProblemAlert error={plan.error ?? change.error} />
      <Button type="primary" htmlType="submit" loading={plan.isPending || change.isPending}>
        {t(of ? 'plan.save' : 'plan.new')}
      </Button>
    </Form>
  );
}

function Organs() {
  const { t } = useTranslation('hotline-programmes');
  const required = useRequired();
  return (
    <Form.List name="organs">
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>{t('onAir')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className={tickets.pair}>
              <Form.Item name={[name, 'organ']} label={t('plan.organ')} rules={required(t('plan.organ'))}>
                <OrganSelect />
              </Form.Item>
              <Form.Item
                name={[name, 'posts']}
                label={t('plan.posts')}
                extra={t('plan.postsHint')}
                rules={[{ required: true, type: 'array', min: 1, message: t('plan.postsNeeded') }]}
              >
                <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', ',', '，']} />
              </Form.Item>
              <Button icon={<MinusCircleOutlined aria-hidden />} onClick={() => remove(name)}>
                {t('plan.removeOrgan')}
              </Button>
            </div>
          ))}
          {fields.length < 6 && (
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ posts: [] })}
              style={{ marginBlock: 12 }}
            >
              {t('plan.addOrgan')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}
