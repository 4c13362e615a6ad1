import { type FormEvent, useId, useState } from 'react';
import { PlainButton } from '../ui/plain-button.tsx';
import plain from '../ui/plain.module.css';
import styles from './code-form.module.css';
import { tidyReceipt } from './receipt.ts';

interface Props {
  /** What stands in the field at first. */
  first?: string;
  texts: { label: string; placeholder: string; go: string; hint: string; empty: string };
  /** The code as it is looked up: without spaces and lines. */
  onCode: (code: string) => void;
}

/** Asks for the code on a receipt or a document. */
export function CodeForm({ first = '', texts, onCode }: Props) {
  const [typed, setTyped] = useState(first);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = tidyReceipt(typed);
    setMissing(code === '');
    if (code !== '') onCode(code);
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <label htmlFor={id}>{texts.label}</label>
      <div className={styles.row}>
        <input
          id={id}
          className={plain.input}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={texts.placeholder}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={missing}
          aria-describedby={`${id}-hint`}
        />
        <PlainButton look="primary" large type="submit">
          {texts.go}
        </PlainButton>
      </div>
      <p
        id={`${id}-hint`}
        className={missing ? styles.missing : styles.hint}
        role={missing ? 'alert' : undefined}
      >
        {missing ? texts.empty : texts.hint}
      </p>
    </form>
  );
}
