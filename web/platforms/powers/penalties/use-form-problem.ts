import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError } from '../../../problem-error.ts';

/** Says a refusal beside the field that it names; what belongs to no field of the form is kept for an alert. */
export function useFormProblem(form: FormInstance) {
  const { language } = useLanguage();
  const [elsewhere, setElsewhere] = useState<Error | null>(null);
  const fail = (error: Error) => {
    const name = error instanceof ProblemError ? error.problem.field?.split('.') : undefined;
    const known = name !== undefined && form.getFieldInstance(name) != null;
    if (known && error instanceof ProblemError) {
      form.setFields([{ name: name as never, errors: [error.sentence(language)] }]);
      form.scrollToField(name as never, { block: 'center' });
    }
    setElsewhere(known ? null : error);
  };
  return { elsewhere, fail, clear: () => setElsewhere(null) };
}
