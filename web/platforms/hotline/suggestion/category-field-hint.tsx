import { Form } from 'antd';
import { CategorySuggestion } from './category-suggestion.tsx';

/** Suggested categories within a form that has title, content and category; what is chosen is put into the form. */
export function CategoryFieldHint() {
  const form = Form.useFormInstance();
  const title = Form.useWatch('title', form) as string | undefined;
  const content = Form.useWatch('content', form) as string | undefined;
  const category = Form.useWatch('category', form) as string | undefined;
  return (
    <CategorySuggestion
      text={`${title ?? ''} ${content ?? ''}`}
      value={category}
      onChoose={(code) => form.setFieldValue('category', code)}
    />
  );
}
