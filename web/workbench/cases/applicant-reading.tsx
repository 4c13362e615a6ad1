import { Button, Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type PersonField,
  personFields,
  privacyApi,
  type ReadPurpose,
  readPurposes,
} from '#contract/privacy';
import { type ResponseOf, useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** Purposes that a reading for a case may have; the others are of other ways. */
const purposes = [
  'case-handling',
  'contact',
  'identity-check',
  'supervision',
] as const satisfies ReadPurpose[];

interface ApplicantReadingProps {
  person: string;
  caseId: string;
  /** What is kept of the person. */
  known: PersonField[];
  onRead: (fields: ResponseOf<typeof privacyApi.readInFull>['fields']) => void;
  onCancel: () => void;
}

/** Asks what is to be read in full, and what for; the server writes both down before it answers. */
export function ApplicantReading({ person, caseId, known, onRead, onCancel }: ApplicantReadingProps) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  const read = useAction(privacyApi.readInFull, { onDone: ({ fields }) => onRead(fields) });
  const submit = (asked: { fields: PersonField[]; purpose: (typeof purposes)[number] }) =>
    read.mutate({ params: { id: person }, body: { ...asked, caseId } });
  return (
    <Form layout="vertical" requiredMark onFinish={submit}>
      <p>{t('applicant.hint')}</p>
      <Form.Item
        name="fields"
        label={t('applicant.fields')}
        rules={[{ required: true, message: t('applicant.fieldsNeeded') }]}
      >
        <Checkbox.Group
          options={known.map((field) => ({ value: field, label: pick(personFields[field]) }))}
        />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('applicant.purpose')}
        rules={[{ required: true, message: t('applicant.purposeNeeded') }]}
      >
        <Select
          options={purposes.map((purpose) => ({ value: purpose, label: pick(readPurposes[purpose]) }))}
        />
      </Form.Item>
      <ProblemAlert error={read.error} />
      <div className="wb-form-buttons">
        <Button onClick={onCancel}>{t('applicant.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={read.isPending}>
          {t('applicant.confirm')}
        </Button>
      </div>
    </Form>
  );
}
