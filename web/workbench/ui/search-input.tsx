import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSettled } from './use-settled.ts';

interface SearchInputProps {
  id?: string;
  /** What the address holds. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder?: string;
  'aria-label'?: string;
  maxLength?: number;
}

/** A text filter: what is typed reaches the address once typing rests, or at once by Enter. */
export function SearchInput({ value, onChange, ...rest }: SearchInputProps) {
  const [text, setText] = useState(value ?? '');
  const settled = useSettled(text);
  // The address may change by a link or by "clear"; what is typed must follow.
  useEffect(() => setText(value ?? ''), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: reacts to typing alone
  useEffect(() => {
    const wanted = settled.trim() || undefined;
    if (settled === text && wanted !== value) onChange(wanted);
  }, [settled]);
  return (
    <Input.Search
      {...rest}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onSearch={(typed) => {
        const wanted = typed.trim() || undefined;
        if (wanted !== value) onChange(wanted);
      }}
    />
  );
}
