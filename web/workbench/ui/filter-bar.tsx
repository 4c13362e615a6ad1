import { DownOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Grid } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FilterFieldProps {
  label: string;
  /** Takes the id that joins the label to its control. */
  children: (id: string) => ReactNode;
  wide?: boolean;
}

/** One filter: its label above its control. */
export function FilterField({ label, children, wide = false }: FilterFieldProps) {
  const id = useId();
  return (
    <div className={wide ? 'wb-filter wb-filter-wide' : 'wb-filter'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface FilterBarProps {
  /** How many filters narrow the list now. */
  active: number;
  onClear: () => void;
  children: ReactNode;
}

/** The filters of a list; folded away on a narrow screen until they are asked for. */
export function FilterBar({ active, onClear, children }: FilterBarProps) {
  const { t } = useTranslation('workbench');
  const narrow = !Grid.useBreakpoint().md;
  const [open, setOpen] = useState(false);
  const shown = open || !narrow;
  return (
    <search className="wb-filters no-print" aria-label={t('filters.title')}>
      {narrow && (
        <Button
          icon={<FilterOutlined aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          block
          className="wb-filters-toggle"
        >
          {active > 0 ? t('filters.withCount', { count: active }) : t('filters.title')}
          <DownOutlined rotate={open ? 180 : 0} aria-hidden />
        </Button>
      )}
      {shown && (
        <div className="wb-filters-fields">
          {children}
          <Button type="link" onClick={onClear} disabled={active === 0} className="wb-filters-clear">
            {t('filters.clear')}
          </Button>
        </div>
      )}
    </search>
  );
}
