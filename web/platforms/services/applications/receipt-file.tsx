import { App, Button } from 'antd';
import { useState } from 'react';
import { type AttachmentRow, attachmentAddress } from '#contract/attachments';
import { useLanguage } from '../../../i18n/language.ts';
import { ProblemError, problemOf, unreachable } from '../../../problem-error.ts';
import { saveFile } from '../../../ui/save-file.ts';

/** A file for the holder of a receipt: the code goes in a header, since addresses end up in logs. */
export function ReceiptFile({ file, receipt }: { file: AttachmentRow; receipt: string }) {
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [loading, setLoading] = useState(false);
  const load = async () => {
    setLoading(true);
    try {
      saveFile(await contentOf(file.id, receipt), file.name);
    } catch (error) {
      void message.error(error instanceof ProblemError ? error.sentence(language) : String(error));
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button type="link" size="small" style={{ padding: 0 }} loading={loading} onClick={() => void load()}>
      {file.name}
    </Button>
  );
}

async function contentOf(id: string, receipt: string): Promise<Blob> {
  const response = await fetch(attachmentAddress(id), { headers: { 'x-receipt': receipt } }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}
