import type { Texts } from '../areas.ts';
import type zh from '../zh/files.ts';

const texts: Texts<typeof zh> = {
  upload: {
    choose: 'Choose files',
    photo: 'Take a photo',
    rules: '{{kinds}}; each file at most {{size}}.',
    tooLarge: '{{name}}: {{size}}, more than {{limit}}.',
    wrongKind: '{{name}}: this format is not taken; please convert it to one of {{kinds}}.',
    empty: '{{name}}: the file is empty.',
    tooMany: '{{name}}: at most {{count}} files.',
    failed: '{{name}}: {{reason}}',
    remove: 'Remove {{name}}',
    progress: '{{name}}: {{percent}}% uploaded',
    done: 'Uploaded',
    list: 'Chosen files',
    waiting: 'Files are being uploaded; please wait.',
  },
  scan: { clean: 'scanned', 'not-scanned': 'not scanned' },
  scanNote:
    'This installation has no scanner for malware; files are marked “not scanned”. Check them before opening.',
  attachments: {
    title: 'Attachments',
    count_one: '{{count}} file',
    count_other: '{{count}} files',
    fingerprint: 'Fingerprint (SHA-256)',
    none: 'Nothing is attached.',
  },
  documents: { title: 'Documents', none: 'No document was issued.', verify: 'Verify', open: 'Open PDF' },
  verify: {
    title: 'Verify a document',
    lead: 'Enter the code on a document to see who issued it, when, and whether it still holds; or compare the file that you have.',
    code: 'Verification code',
    placeholder: 'such as ABCDEF-GHJKMN-PQRSTV-WXYZ01',
    hint: 'It stands beside the QR code on the last page: 24 letters and digits; case and dashes do not matter.',
    go: 'Verify',
    empty: 'Enter the code first',
    valid: 'This installation issued the document, and it is valid.',
    revoked: 'This document was revoked and no longer holds.',
    kind: 'Kind',
    number: 'Number',
    organ: 'Issued by',
    date: 'Date of the document',
    issued: 'Issued at',
    revokedAt: 'Revoked at',
    because: 'Reason',
    pdf: 'See the original (PDF)',
    compareTitle: 'Compare a file',
    compareText:
      'Choose the PDF that you have. Its fingerprint is computed in your browser and compared with the one at issue; the file is not uploaded.',
    choose: 'Choose a PDF',
    same: 'The same: byte for byte the file that was issued.',
    other:
      'Not the same: this is not the file that was issued. It may have been changed, saved anew or cut. Go by “See the original”.',
    yours: 'Fingerprint of your file',
    fingerprint: 'Fingerprint of the issued file (SHA-256)',
    paper: 'Compare a copy on paper with “See the original” line by line.',
    seal: 'This says only that the document was issued here and has not changed. It is no electronic signature or seal.',
    notFound: 'There is no document with the code “{{code}}”',
    notFoundText:
      'Compare the code with the document; 8 and B, 5 and S, 2 and Z are easily confused. If the code is right, the document was not issued by this installation.',
  },
};
export default texts;
