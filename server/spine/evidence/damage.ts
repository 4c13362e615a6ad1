/** Something that is not as it was recorded, by its name. */
export interface Damage {
  kind: 'leaf' | 'case' | 'roll-up' | 'tile' | 'note' | 'tree';
  /** Such as `leaf 17 (3701-5 #2)`, `3701-5`, `tile/0/x001/234`, `checkpoint`. */
  name: string;
  /** What is wrong with it, the first thing that was found. */
  what: string;
}

/** Collects what is damaged, each thing once. */
export class Damages {
  readonly #found = new Map<string, Damage>();

  add(kind: Damage['kind'], name: string, what: string): void {
    const key = `${kind} ${name}`;
    if (!this.#found.has(key)) this.#found.set(key, { kind, name, what });
  }

  get list(): Damage[] {
    return [...this.#found.values()];
  }
}
