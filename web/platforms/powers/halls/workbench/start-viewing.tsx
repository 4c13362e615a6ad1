import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CameraViewing, viewingPurposes } from '#contract/powers/halls';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import styles from '../halls.module.css';

export interface Purpose {
  purpose: CameraViewing['purpose'];
  reason: string;
}

interface Props {
  /** How many of the cameras that are shown can be watched. */
  count: number;
  watching: boolean;
  pending: boolean;
  error: Error | null;
  onStart: (purpose: Purpose) => void;
  onStop: () => void;
}

/** What the halls are watched for: said before anything is shown. */
export function StartViewing({ count, watching, pending, error, onStart, onStop }: Props) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const required = useRequired();
  return (
    <>
      <Form<Purpose>
        layout="vertical"
        className="no-print"
        requiredMark={false}
        initialValues={{ purpose: 'patrol' }}
        onFinish={({ purpose, reason }) => onStart({ purpose, reason: reason.trim() })}
      >
        <div className={styles.start}>
          <Form.Item name="purpose" label={t('start.purpose')} style={{ minWidth: 170, marginBottom: 0 }}>
            <Select
              options={Object.entries(viewingPurposes).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('start.reason')}
            className={styles.grow}
            style={{ marginBottom: 0 }}
            rules={[...required(t('start.reason')), { min: 5, message: t('start.short') }]}
          >
            <Input maxLength={400} placeholder={t('start.reasonHint')} />
          </Form.Item>
          <div>
            {watching ? (
              // An element of its own: were it made the other button by its own click, that click would submit.
              <Button key="stop" onClick={onStop}>
                {t('start.stop')}
              </Button>
            ) : (
              <Button key="watch" type="primary" htmlType="submit" loading={pending} disabled={count === 0}>
                {t('start.watch', { count })}
              </Button>
            )}
          </div>
        </div>
      </Form>
      <ProblemAlert error={error} />
    </>
  );
}
