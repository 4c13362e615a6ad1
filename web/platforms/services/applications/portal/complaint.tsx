import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApplicationView, complaintKinds } from '#contract/services/applications';
import { usePick } from '../../../../i18n/language.ts';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../application.module.css';
import type { Act } from './use-act.ts';

type About = keyof typeof complaintKinds;

/** Complaints that stand, and the form for one. */
export function Complaint({ view, act }: { view: ApplicationView; act: Act | null }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const send = ({ about, text }: { about: About; text: string }) => {
    void act?.({ action: 'complain', about, text }, t('page.complained')).then(
      () => setOpen(false),
      () => {},
    );
  };
  return (
    <>
      <ul className={styles.list} aria-label={t('page.complaints')}>
        {view.complaints.map(({ about, at, text }) => (
          <li key={at}>
            <strong>{pick(complaintKinds[about])}</strong> <TimeText at={at} />
            <div>{text}</div>
          </li>
        ))}
      </ul>
      {act && (
        <div className="no-print">
          <Button onClick={() => setOpen(true)}>{t('page.complain')}</Button>
        </div>
      )}
      <Modal
        title={t('page.complain')}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form layout="vertical" requiredMark={false} onFinish={send} aria-label={t('page.complain')}>
          <Form.Item
            name="about"
            label={t('page.complainAbout')}
            rules={[{ required: true, message: t('apply.required') }]}
          >
            <Select
              options={Object.entries(complaintKinds).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <Form.Item
            name="text"
            label={t('page.complainText')}
            rules={[{ required: true, whitespace: true, message: t('apply.required') }]}
          >
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
          </Form.Item>
          <div className={styles.row}>
            <Button type="primary" htmlType="submit">
              {t('page.send')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('page.cancel')}</Button>
          </div>
        </Form>
      </Modal>
    </>
  );
}
