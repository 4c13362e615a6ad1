import { Alert, Button, Form } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '#contract/attachments';
import type { FormField } from '#contract/item-form';
import type { FilledForm } from '#contract/services/application-form';
import type { ApplicationForm } from '#contract/services/applications';
import { type FormFault, faultsOf, formFaults } from '#contract/services/form-check';
import { useLanguage, usePick } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';
import { UploadField } from '../../../ui/upload-field.tsx';
import styles from './application.module.css';
import { FormControl } from './form-control.tsx';

interface Props {
  form: ApplicationForm;
  initial?: FilledForm;
  files?: readonly AttachmentRow[];
  /** Whether materials must be uploaded; at a window they are seen on paper. */
  uploads: boolean;
  pending: boolean;
  error: Error | null;
  /** What stands beside the button: whether the draft is saved. */
  note?: ReactNode;
  onChange?: (values: FilledForm) => void;
  onSubmit: (values: FilledForm) => void;
}

const nothing: FilledForm = { applicant: {}, answers: {}, materials: {} };
/** Path of a field within the form, as the server names it too: `answers.shop`. */
type Faults = Record<string, string>;

/** An application form, made from its fields. What is wrong stands beside the field; nothing that was typed is lost. */
export function ApplicationFormView(props: Props) {
  const { form, initial = nothing, uploads, pending, error, note, onChange, onSubmit } = props;
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const [values, setValues] = useState(initial);
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const found = checked ? findFaults(form, values, uploads, pick) : {};
  const told = useServerFault(error);
  const faults: Faults = { ...told.beside, ...found };
  const change = (part: 'applicant' | 'answers', code: string, value: string) =>
    tell({ ...values, [part]: { ...values[part], [code]: value } });
  const tell = (next: FilledForm) => {
    setValues(next);
    onChange?.(next);
  };
  const submit = () => {
    setChecked(true);
    const wrong = Object.keys(findFaults(form, values, uploads, pick));
    if (wrong.length === 0) return onSubmit(values);
    // To the first place that needs a change, for whoever does not see where it is.
    const first = box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(wrong[0]!)}"]`);
    first?.scrollIntoView({ block: 'center' });
    first?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  };
  const fields = (part: 'applicant' | 'answers', list: readonly FormField[]) =>
    list.map((field) => (
      <Field
        key={field.code}
        field={field}
        path={`${part}.${field.code}`}
        fault={faults[`${part}.${field.code}`]}
        value={values[part][field.code] ?? ''}
        onChange={(value) => change(part, field.code, value)}
      />
    ));
  const wrong = Object.keys(found).length;
  return (
    <form
      ref={box}
      className={styles.page}
      noValidate
      aria-label={t('apply.title', { item: pick(form.itemName) })}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {form.applicant.length > 0 && (
        <Part title={t('apply.applicant')}>{fields('applicant', form.applicant)}</Part>
      )}
      {form.fields.length > 0 && <Part title={t('apply.answers')}>{fields('answers', form.fields)}</Part>}
      <Materials
        {...props}
        faults={faults}
        onFiles={(code, ids) => tell({ ...values, materials: { ...values.materials, [code]: ids } })}
      />
      <p className={styles.quiet}>{t('apply.private')}</p>
      {told.whole && <Alert type="error" showIcon title={told.whole} />}
      <div className={`${styles.sticky} no-print`}>
        <span role="status">
          {wrong > 0 ? <strong className={styles.fault}>{t('apply.faults', { count: wrong })}</strong> : note}
        </span>
        <Button type="primary" size="large" htmlType="submit" loading={pending}>
          {t('apply.submit')}
        </Button>
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.panel} style={{ margin: 0 }}>
      <legend className="mj-sr-only">{title}</legend>
      <h2>{title}</h2>
      {children}
    </fieldset>
  );
}

interface FieldProps {
  field: FormField;
  path: string;
  fault: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

function Field({ field, path, fault, value, onChange }: FieldProps) {
  const pick = usePick();
  const id = `field-${path.replace('.', '-')}`;
  const describes = [fault && `${id}-fault`, field.help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <Form.Item
      data-path={path}
      htmlFor={id}
      label={pick(field.name)}
      required={field.required}
      layout="vertical"
      style={{ marginBottom: 8 }}
      validateStatus={fault ? 'error' : undefined}
      help={fault && <span id={`${id}-fault`}>{fault}</span>}
      extra={field.help && <span id={`${id}-help`}>{pick(field.help)}</span>}
    >
      <FormControl
        field={field}
        id={id}
        value={value}
        onChange={onChange}
        {...{
          'aria-describedby': describes || undefined,
          'aria-invalid': fault ? true : undefined,
          'aria-required': field.required,
        }}
      />
    </Form.Item>
  );
}

function Materials({
  form,
  initial = nothing,
  files = [],
  uploads,
  faults,
  onFiles,
}: Props & { faults: Faults; onFiles: (code: string, ids: string[]) => void }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  return (
    <Part title={t('apply.materials')}>
      {form.materials.length === 0 && <p className={styles.quiet}>{t('apply.noMaterials')}</p>}
      {form.materials.map((material) => {
        const { code, name, required, description, blank, sample } = material;
        const path = `materials.${code}`;
        const held = initial.materials[code] ?? [];
        return (
          <section key={code} data-path={path} aria-label={pick(name)}>
            <h3>
              {pick(name)}{' '}
              <span className={styles.quiet}>
                ({t(required && uploads ? 'apply.required' : 'apply.optional')})
              </span>
            </h3>
            {description && <p className={styles.quiet}>{pick(description)}</p>}
            <p className={styles.row}>
              {blank && <a href={blank}>{t('apply.blank')}</a>}
              {sample && <a href={sample}>{t('apply.sample')}</a>}
            </p>
            <UploadField
              initial={files.filter(({ id }) => held.includes(id))}
              onChange={(ids) => onFiles(code, ids)}
            />
            {faults[path] && (
              <p className={styles.fault} role="alert">
                {faults[path]}
              </p>
            )}
          </section>
        );
      })}
    </Part>
  );
}

/** Everything that is wrong, by path, in the reader's language. */
function findFaults(
  form: ApplicationForm,
  values: FilledForm,
  uploads: boolean,
  pick: ReturnType<typeof usePick>,
): Faults {
  const say = (part: string, faults: Record<string, FormFault>) =>
    Object.entries(faults).map(([code, fault]) => [`${part}.${code}`, pick(formFaults[fault])]);
  const missing = form.materials.filter(
    ({ code, required }) => uploads && required && !values.materials[code]?.length,
  );
  return Object.fromEntries([
    ...say('applicant', faultsOf(form.applicant, values.applicant)),
    ...say('answers', faultsOf(form.fields, values.answers)),
    ...missing.map(({ code }) => [`materials.${code}`, pick(formFaults.material)]),
  ]) as Faults;
}

/** What the server says against it: beside the field that it names, else for the whole. */
function useServerFault(error: Error | null): { beside: Faults; whole: string | null } {
  const { language } = useLanguage();
  if (!error) return { beside: {}, whole: null };
  if (!(error instanceof ProblemError)) return { beside: {}, whole: String(error) };
  const { field, expected } = error;
  const known = Object.values(formFaults).find(({ en }) => en === expected);
  const words = known?.[language] ?? error.title(language);
  return field && /^(applicant|answers|materials)\./.test(field)
    ? { beside: { [field]: words }, whole: error.title(language) }
    : { beside: {}, whole: error.sentence(language) };
}
