import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** Beside the title: a count, a button. */
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A part of a page on its own ground, named by its heading. */
export function Section({ title, extra, children, className = '' }: SectionProps) {
  const id = useId();
  return (
    <section className={`wb-section ${className}`} aria-labelledby={id}>
      <div className="wb-section-head">
        <h2 id={id}>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  );
}
