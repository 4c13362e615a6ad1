import type { ButtonHTMLAttributes } from 'react';
import styles from './plain.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'default' | 'primary' | 'text';
  large?: boolean;
}

/**
 * A button without Ant Design, for what stands on the portal's first page and around every page: the first page has a
 * budget (docs/decisions/0041). Everywhere else it is Ant Design's.
 */
export function PlainButton({ look = 'default', large = false, className = '', ...rest }: Props) {
  const looks = [styles.button, look === 'default' ? '' : styles[look], large ? styles.large : '', className];
  return <button type="button" {...rest} className={looks.filter(Boolean).join(' ')} />;
}
