import { PlusOutlined } from '@ant-design/icons';
import {
  Button,
  Checkbox,
  Drawer,
  Form,
  Grid,
  Input,
  InputNumber,
  Select,
  type TableColumnsType,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { programmesApi, type SeriesContent, type SeriesRow } from '#contract/hotline/programmes';
import { channels, mediaChannels } from '#contract/hotline/ticket-names';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { TextPair } from '../../../../workbench/ui/text-pair.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

/** Series of broadcasts: when and where, and who keeps them. */
export default function SeriesPage() {
  const { t } = useTranslation('hotline-programmes');
  const me = useMe();
  const query = useEndpoint(programmesApi.listSeries, {});
  const [edited, setEdited] = useState<SeriesRow | 'new'>();
  const columns = useColumns(setEdited);
  const isAgent = me?.grants.some(({ role }) => role === 'hotline-agent');
  return (
    <>
      <PageHeader
        title={t('series.title')}
        sub={t('series.sub')}
        crumbs={[
          { title: t('list.title'), to: '/workbench/hotline/programmes' },
          { title: t('series.title') },
        ]}
        actions={
          isAgent && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited('new')}>
              {t('series.new')}
            </Button>
          )
        }
      />
      <QueryView query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('series.empty')} hint={t('series.emptyHint')} />
          ) : (
            <ListTable
              label={t('series.title')}
              rows={rows}
              rowKey={({ id }) => String(id)}
              columns={columns}
              card={(row) => <Card row={row} onEdit={setEdited} />}
            />
          )
        }
      </QueryView>
      {edited && (
        <SeriesDrawer of={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function useTimes() {
  const { t } = useTranslation('hotline-programmes');
  return ({ weekdays, hour, minutes }: SeriesContent) =>
    `${weekdays.map((day) => t(`weekdays.d${day as 1}`)).join('、')} ${hour} · ${t('series.minutesOf', { minutes })}`;
}

function Edit({ row, onEdit }: { row: SeriesRow; onEdit: (row: SeriesRow) => void }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  if (!row.mayEdit) return null;
  return (
    <Button
      size="small"
      onClick={() => onEdit(row)}
      aria-label={t('series.editOf', { name: pick(row.content.name) })}
    >
      {t('series.edit')}
    </Button>
  );
}

function useColumns(onEdit: (row: SeriesRow) => void): TableColumnsType<SeriesRow> {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const times = useTimes();
  return [
    {
      key: 'name',
      title: t('series.name'),
      render: (_, row) => (
        <>
          {pick(row.content.name)} {row.demonstration && <DemoBadge />}
          {!row.content.running && <div className="wb-quiet">{t('series.stopped')}</div>}
        </>
      ),
    },
    { key: 'medium', title: t('series.medium'), render: (_, row) => pick(channels[row.content.medium]) },
    { key: 'station', title: t('series.station'), render: (_, row) => row.content.station },
    { key: 'times', title: t('series.times'), render: (_, row) => times(row.content) },
    { key: 'organ', title: t('series.organ'), render: (_, row) => pick(row.organName) },
    {
      key: 'episodes',
      title: t('series.episodes'),
      align: 'end',
      render: (_, row) => (
        <CountLink
          to={'/workbench/hotline/programmes' as never}
          search={{ series: row.id, status: ['planned', 'on-air', 'aired', 'closed'] }}
          count={row.episodes}
          label={`${pick(row.content.name)} ${t('series.episodes')}`}
        />
      ),
    },
    { key: 'edit', title: t('series.act'), render: (_, row) => <Edit row={row} onEdit={onEdit} /> },
  ];
}

function Card({ row, onEdit }: { row: SeriesRow; onEdit: (row: SeriesRow) => void }) {
  const pick = usePick();
  const times = useTimes();
  return (
    <article className="wb-card">
      <strong>{pick(row.content.name)}</strong>
      <div>
        {pick(channels[row.content.medium])} · {row.content.station}
      </div>
      <div className="wb-quiet">{times(row.content)}</div>
      <Edit row={row} onEdit={onEdit} />
    </article>
  );
}

type Values = SeriesContent & { region?: string };

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

function SeriesDrawer({ of, onClose }: { of?: SeriesRow; onClose: () => void }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const required = useRequired();
  const roomy = Grid.useBreakpoint().md;
  const [form] = Form.useForm<Values>();
  const refreshes = [programmesApi.listSeries];
  const create = useAction(programmesApi.createSeries, { refreshes, onDone: onClose });
  const save = useAction(programmesApi.saveSeries, { refreshes, onDone: onClose });
  const submit = ({ region, ...content }: Values) => {
    if (of) save.mutate({ params: { id: of.id }, body: { version: of.version, content } });
    else create.mutate({ body: { region: region!, content } });
  };
  return (
    <Drawer
      open
      title={t(of ? 'series.edit' : 'series.new')}
      size={roomy ? 520 : '100%'}
      onClose={onClose}
      destroyOnHidden
    >
      <Form<Values>
        form={form}
        name="series"
        layout="vertical"
        initialValues={
          of?.content ?? { medium: 'radio', weekdays: [], hour: '09:00', minutes: 60, running: true }
        }
        onFinish={submit}
      >
        <TextPair name={['name']} label={t('series.name')} />
        {!of && (
          <Form.Item name="region" label={t('series.region')} rules={required(t('series.region'))}>
            <BoundRegion />
          </Form.Item>
        )}
        <Form.Item name="medium" label={t('series.medium')}>
          <Select options={mediaChannels.map((value) => ({ value, label: pick(channels[value]) }))} />
        </Form.Item>
        <Form.Item name="station" label={t('series.station')} rules={required(t('series.station'))}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="weekdays" label={t('series.weekdays')}>
          <Checkbox.Group
            options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`weekdays.d${value as 1}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="hour"
          label={t('series.hour')}
          rules={[{ required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: t('series.hourNeeded') }]}
        >
          <Input maxLength={5} />
        </Form.Item>
        <Form.Item name="minutes" label={t('series.minutes')} rules={required(t('series.minutes'))}>
          <InputNumber min={1} max={600} />
        </Form.Item>
        <Form.Item name="running" valuePropName="checked">
          <Checkbox>{t('series.running')}</Checkbox>
        </Form.Item>
        <ProblemAlert error={create.error ?? save.error} />
        <Button type="primary" htmlType="submit" loading={create.isPending || save.isPending}>
          {t('series.save')}
        </Button>
      </Form>
    </Drawer>
  );
}
