import { getRouteApi } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PointDetail, pointsApi } from '#contract/services/points';
import { queueApi } from '#contract/services/queue';
import { useAction, useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ItemChoice } from '../points/item-choice.tsx';
import { OpeningText } from '../points/opening-text.tsx';
import { Problem } from './problem.tsx';
import styles from './queue.module.css';
import { type ChosenSlot, SlotChoice } from './slot-choice.tsx';

const route = getRouteApi('/portal/services/points/$id/book');

interface Values {
  group: string;
  item?: string;
  slot?: ChosenSlot;
  phone: string;
}

/** The group that is meant: the one asked for, else the one that handles the item by name, else the first. */
function firstGroup(point: PointDetail, asked?: string, item?: string): string | undefined {
  const groups = point.content.groups.filter(({ perSlot }) => perSlot > 0);
  const named = groups.find(({ letter }) => letter === asked);
  const special = groups.find(({ items }) => item !== undefined && items.includes(item));
  const general = groups.find(({ items }) => items.length === 0);
  return (named ?? special ?? general ?? groups[0])?.letter;
}

function BookingForm({ point }: { point: PointDetail }) {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const { group: asked, item } = route.useSearch();
  const navigate = route.useNavigate();
  const [form] = Form.useForm<Values>();
  const first = firstGroup(point, asked, item);
  const [group, setGroup] = useState(first);
  const book = useAction(queueApi.book, {
    refreshes: [queueApi.listSlots],
    onDone: ({ code }) => void navigate({ to: '/services/appointments/$code', params: { code } }),
  });
  if (!group) return <p>{t('notBookable')}</p>;
  const groups = point.content.groups.filter(({ perSlot }) => perSlot > 0);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className={styles.panel}
      initialValues={{ group, item }}
      onFinish={({ slot, phone, item: chosen }) =>
        slot && book.mutate({ body: { point: point.id, group, item: chosen ?? null, phone, ...slot } })
      }
    >
      <Form.Item name="group" label={t('group')}>
        <Select
          options={groups.map(({ letter, name }) => ({ value: letter, label: `${letter} ${pick(name)}` }))}
          onChange={(letter: string) => {
            setGroup(letter);
            form.setFieldValue('slot', undefined);
          }}
        />
      </Form.Item>
      <Form.Item name="item" label={t('item')} extra={t('itemHint')}>
        <ItemChoice />
      </Form.Item>
      <Form.Item name="slot" label={t('slot')} rules={[{ required: true, message: t('slotNeeded') }]}>
        <SlotChoice point={point.id} group={group} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('phone')}
        extra={t('phoneHint')}
        rules={[{ required: true, pattern: /^\s*\+?[\d\s-]{7,24}\s*$/, message: t('phoneNeeded') }]}
      >
        <Input inputMode="tel" autoComplete="tel" maxLength={25} />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" loading={book.isPending}>
        {t('book')}
      </Button>
      <Problem error={book.error} />
    </Form>
  );
}

/** Making an appointment at a point, without an account. */
export default function BookPage() {
  const { t } = useTranslation(['services-queue', 'services-points']);
  const pick = usePick();
  const { id } = route.useParams();
  const query = useEndpoint(pointsApi.getPoint, { params: { id } });
  return (
    <QueryView query={query}>
      {(point) => (
        <>
          <PageHeader
            title={t('bookAt', { name: pick(point.name) })}
            crumbs={[
              { title: t('services-points:title'), to: '/services/points' },
              { title: pick(point.name), to: `/services/points/${id}` },
            ]}
            sub={<OpeningText opening={point.opening} />}
          />
          <BookingForm point={point} />
        </>
      )}
    </QueryView>
  );
}
