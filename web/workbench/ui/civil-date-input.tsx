import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';

interface CivilDateInputProps {
  id?: string;
  /** YYYY-MM-DD; the form or the address holds it as a text. */
  value?: string | null;
  onChange?: (date: string | undefined) => void;
  'aria-label'?: string;
  wrong?: boolean;
}

/** A civil date, typed or picked, without any time zone. */
export function CivilDateInput({ value, onChange, wrong = false, ...rest }: CivilDateInputProps) {
  const { t } = useTranslation('workbench');
  return (
    <DatePicker
      {...rest}
      className="wb-full"
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY-M-D']}
      placeholder={t('dates.form')}
      status={wrong ? 'error' : ''}
      value={value ? dayjs(value) : null}
      onChange={(date) => onChange?.(date ? date.format('YYYY-MM-DD') : undefined)}
    />
  );
}
