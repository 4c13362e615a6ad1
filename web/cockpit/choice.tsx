import styles from './choice.module.css';

interface Props<T extends string> {
  name: string;
  value: T;
  options: readonly { value: T; title: string }[];
  onChange: (value: T) => void;
}

/** One of a few, as a row of buttons. */
export function Choice<T extends string>({ name, value, options, onChange }: Props<T>) {
  return (
    <fieldset className={styles.choice} aria-label={name}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.title}
        </button>
      ))}
    </fieldset>
  );
}
