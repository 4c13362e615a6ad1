import { type AttachmentRow, attachmentsApi } from '#contract/attachments';
import type { Problem } from '#contract/problem';
import { ProblemError, retryAtOf, unreachable } from './problem-error.ts';
import { tellRefusal } from './session/refusal-listener.ts';

interface Sending {
  /** Headers by which a platform lets in people who have not signed in. */
  headers?: Record<string, string>;
  /** From 0 to 100. */
  onProgress?: (percent: number) => void;
  signal?: AbortSignal;
}

/**
 * Uploads one file and tells how far it is, which fetch cannot.
 * @throws ProblemError with the server's own words, or code `unreachable` when nothing answered
 */
export function uploadFile(file: Blob, name: string, sending: Sending = {}): Promise<AttachmentRow> {
  const { headers = {}, onProgress, signal } = sending;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(attachmentsApi.uploadAttachment.method, attachmentsApi.uploadAttachment.path);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(Math.floor((loaded / total) * 100));
    request.onload = () => {
      if (request.status === 200) return resolve(JSON.parse(request.responseText) as AttachmentRow);
      const problem = problemIn(request);
      tellRefusal(problem);
      reject(problem);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('taken back', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, name);
    request.send(form);
  });
}

function problemIn(request: XMLHttpRequest): ProblemError {
  const retryAt = retryAtOf(request.getResponseHeader('retry-after'), Date.now());
  try {
    return new ProblemError(JSON.parse(request.responseText) as Problem, retryAt);
  } catch {
    return unreachable();
  }
}
