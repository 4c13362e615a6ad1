import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { discretionTiers, dutyStages, type PowerDetail, powerListApi } from '#contract/powers/power-list';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { RowFields } from './row-fields.tsx';

type Entry = PowerDetail['entry'];
interface Fields extends Pick<Entry, 'name' | 'basis' | 'duties' | 'discretion'> {
  supervisionPhone?: string;
  effectiveFrom: string;
  cancelledFrom?: string;
  note: string;
}
interface Props {
  power: PowerDetail;
  onSaved: (version: number) => void;
}

/** Adds a version to an entry: what it says now, changed, from a day on and with the reason. */
export function NewVersion(props: Props) {
  const { t } = useTranslation('powers-power-list');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('edit.open')}
      </Button>
      <Modal
        open={open}
        title={t('edit.title')}
        width={760}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <VersionForm {...props} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

/** What the form does not show of a row that stays: the text of a law, the circumstance of a tier. */
function keptBeside(
  entry: Entry,
  changed: Pick<Fields, 'basis' | 'discretion'>,
): Pick<Entry, 'basis' | 'discretion'> {
  const basis = changed.basis.map(({ law, article = '' }) => {
    const text = entry.basis.find((one) => one.law === law && one.article === article)?.text;
    return { law, article, ...(text && { text }) };
  });
  const discretion = (changed.discretion ?? entry.discretion).map((row) => {
    const before = entry.discretion.find(
      ({ offence, tier }) => offence.zh === row.offence.zh && tier === row.tier,
    );
    return { ...row, ...(before?.circumstance && { circumstance: before.circumstance }) };
  });
  return { basis, discretion };
}

function VersionForm({ power, onSaved, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('powers-power-list');
  const required = useRequired();
  const save = useAction(powerListApi.savePower, {
    refreshes: [
      powerListApi.getPower,
      powerListApi.listPowers,
      powerListApi.listLaws,
      powerListApi.listCitations,
    ],
    onDone: ({ version }) => {
      onSaved(version);
      onClose();
    },
  });
  const { entry } = power;
  const submit = ({ note, supervisionPhone, cancelledFrom, ...changed }: Fields) =>
    save.mutate({
      params: { code: entry.code },
      body: {
        entry: {
          ...entry,
          ...changed,
          ...keptBeside(entry, changed),
          supervisionPhone: supervisionPhone?.trim() || undefined,
          cancelledFrom: cancelledFrom || undefined,
        },
        note: note.trim(),
      },
    });
  return (
    <Form<Fields> layout="vertical" initialValues={{ ...entry, effectiveFrom: undefined }} onFinish={submit}>
      <div className="wb-fields">
        <Form.Item name={['name', 'zh']} label={t('edit.nameZh')} rules={required(t('edit.nameZh'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={['name', 'en']} label={t('edit.nameEn')} rules={required(t('edit.nameEn'))}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <BasisFields />
      <DutyFields />
      {entry.type === '02' && <DiscretionFields />}
      <div className="wb-fields">
        <Form.Item name="supervisionPhone" label={t('phone')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label={t('edit.from')} rules={required(t('edit.from'))}>
          <CivilDateInput />
        </Form.Item>
        <Form.Item name="cancelledFrom" label={t('edit.cancelled')}>
          <CivilDateInput />
        </Form.Item>
      </div>
      <Form.Item
        name="note"
        label={t('edit.note')}
        rules={[...required(t('edit.note')), { min: 5, message: t('edit.short') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      <ProblemAlert error={save.error} />
      <div className="wb-form-buttons">
        <Button onClick={onClose}>{t('edit.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('edit.save')}
        </Button>
      </div>
    </Form>
  );
}

function BasisFields() {
  const { t } = useTranslation('powers-power-list');
  const required = useRequired();
  return (
    <RowFields name="basis" title={t('basis')} blank={{ law: '', article: '' }}>
      {(row) => (
        <div className="wb-fields">
          <Form.Item
            name={[row, 'law']}
            label={t('edit.law', { n: row + 1 })}
            rules={required(t('laws.law'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[row, 'article']} label={t('edit.article', { n: row + 1 })}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
      )}
    </RowFields>
  );
}

function DutyFields() {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const required = useRequired();
  return (
    <RowFields name="duties" title={t('duties')} blank={{ stage: 'other', text: { zh: '', en: '' } }}>
      {(row) => (
        <>
          <Form.Item name={[row, 'stage']} label={t('edit.stage', { n: row + 1 })}>
            <Select
              options={Object.entries(dutyStages).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <div className="wb-fields">
            <Form.Item
              name={[row, 'text', 'zh']}
              label={t('edit.textZh', { n: row + 1 })}
              rules={required(t('duties'))}
            >
              <Input.TextArea autoSize maxLength={1000} />
            </Form.Item>
            <Form.Item
              name={[row, 'text', 'en']}
              label={t('edit.textEn', { n: row + 1 })}
              rules={required(t('duties'))}
            >
              <Input.TextArea autoSize maxLength={1000} />
            </Form.Item>
          </div>
        </>
      )}
    </RowFields>
  );
}

function DiscretionFields() {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const required = useRequired();
  const number = (name: 'min' | 'max', row: number) => (
    <Form.Item
      name={[row, name]}
      label={t(`edit.${name}`, { n: row + 1 })}
      rules={required(t('range'))}
      getValueFromEvent={({ target }: { target: HTMLInputElement }) =>
        target.value === '' ? undefined : Number(target.value)
      }
    >
      <Input type="number" min={0} />
    </Form.Item>
  );
  return (
    <RowFields
      name="discretion"
      title={t('discretion')}
      blank={{ offence: { zh: '', en: '' }, tier: 'ordinary', min: 0, max: 0, unit: 'yuan' }}
    >
      {(row) => (
        <div className="wb-fields">
          <Form.Item
            name={[row, 'offence', 'zh']}
            label={t('edit.offenceZh', { n: row + 1 })}
            rules={required(t('offence'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name={[row, 'offence', 'en']}
            label={t('edit.offenceEn', { n: row + 1 })}
            rules={required(t('offence'))}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[row, 'tier']} label={t('edit.tier', { n: row + 1 })}>
            <Select
              options={Object.entries(discretionTiers).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          </Form.Item>
          <Form.Item name={[row, 'unit']} label={t('edit.unit', { n: row + 1 })}>
            <Select
              options={(['yuan', 'percent', 'calendar-day', 'month'] as const).map((value) => ({
                value,
                label: t(`units.${value}`),
              }))}
            />
          </Form.Item>
          {number('min', row)}
          {number('max', row)}
        </div>
      )}
    </RowFields>
  );
}
