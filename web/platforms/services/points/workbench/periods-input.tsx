import { Input } from 'antd';
import { useState } from 'react';

interface Period {
  from: string;
  to: string;
}
interface Props {
  id?: string;
  value?: Period[];
  onChange?: (periods: Period[]) => void;
  placeholder?: string;
}

const form = /^\s*(\d{1,2}:\d{2})\s*[-–—~至]\s*(\d{1,2}:\d{2})\s*$/;
const full = (time: string) => time.padStart(5, '0');

/** Reads `09:00-12:00 13:30-17:30`; what is no period is handed on as it stands, so that it is refused at its field. */
export function readPeriods(text: string): Period[] {
  return text
    .split(/[,，;；\s]+(?=\d)/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, from, to] = form.exec(part) ?? [];
      return from && to ? { from: full(from), to: full(to) } : { from: part.trim(), to: '' };
    });
}

const write = (periods: readonly Period[] = []) =>
  periods.map(({ from, to }) => (to ? `${from}-${to}` : from)).join(' ');

/** Periods of a day as a line of text; an empty line is a closed day. */
export function PeriodsInput({ id, value, onChange, placeholder }: Props) {
  const [text, setText] = useState(write(value));
  return (
    <Input
      id={id}
      value={text}
      placeholder={placeholder}
      maxLength={120}
      onChange={(event) => {
        setText(event.target.value);
        onChange?.(readPeriods(event.target.value));
      }}
    />
  );
}
