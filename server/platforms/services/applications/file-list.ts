import type { ApplicationState } from './application.ts';

/** One entry of the file of a case: what it is, and the fingerprint that vouches for it. */
export interface FileEntry {
  kind: 'form' | 'material';
  /** Code of the material; empty for the form. */
  material: string;
  sha256: string;
}

/** Everything that lies in the file of a case, in the order in which it came; archiving fixes its fingerprint. */
export const fileList = ({ form, materials }: Pick<ApplicationState, 'form' | 'materials'>): FileEntry[] => [
  { kind: 'form', material: '', sha256: form.sha256 },
  ...materials.flatMap(({ material, files }) =>
    files.map(({ sha256 }) => ({ kind: 'material' as const, material, sha256 })),
  ),
];
