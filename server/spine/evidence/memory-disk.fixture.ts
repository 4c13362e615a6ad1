import path from 'node:path';
import type { Disk } from './disk.ts';

interface Content {
  now: Buffer;
  /** What outlasts a loss of power. */
  safe: Buffer;
}

const gone = (file: string) => Object.assign(new Error(`ENOENT: ${file}`), { code: 'ENOENT' });

/** What a disk throws from the moment on at which it was to be cut off. */
export class CutOff extends Error {}

/**
 * A disk in memory that can be cut off at any of its acts. After a loss of power it holds what was synced; whatever was
 * not (names in a folder, bytes in a file) is there or not as `choose` says, each by itself, and a file may be torn.
 */
export class MemoryDisk implements Disk {
  #names = new Map<string, Content | 'folder'>([['/', 'folder']]);
  #safeNames = new Map<string, Content | 'folder'>([['/', 'folder']]);
  /** How many acts that change something it has done. */
  acts = 0;
  /** It fails at this act and at all after it. */
  cutAt = Number.POSITIVE_INFINITY;

  async read(file: string): Promise<Buffer> {
    const found = this.#names.get(file);
    if (!found || found === 'folder') throw gone(file);
    return Buffer.from(found.now);
  }

  async makeFolder(folder: string): Promise<void> {
    this.#act(folder);
    if (!this.#names.has(folder)) this.#names.set(folder, 'folder');
  }

  async write(file: string, bytes: Uint8Array): Promise<void> {
    this.#act(file);
    this.#names.set(file, { now: Buffer.from(bytes), safe: Buffer.alloc(0) });
  }

  async sync(fileOrFolder: string): Promise<void> {
    this.#act(fileOrFolder);
    const found = this.#names.get(fileOrFolder);
    if (!found) throw gone(fileOrFolder);
    if (found !== 'folder') {
      found.safe = found.now;
      return;
    }
    for (const name of this.#safeNames.keys()) {
      if (path.dirname(name) === fileOrFolder && !this.#names.has(name)) this.#safeNames.delete(name);
    }
    for (const [name, content] of this.#names) {
      if (path.dirname(name) === fileOrFolder) this.#safeNames.set(name, content);
    }
  }

  async rename(from: string, to: string): Promise<void> {
    this.#act(to);
    const found = this.#names.get(from);
    if (!found) throw gone(from);
    this.#names.delete(from);
    this.#names.set(to, found);
  }

  async remove(fileOrFolder: string): Promise<void> {
    this.#act(fileOrFolder);
    for (const name of this.#names.keys()) {
      if (name === fileOrFolder || name.startsWith(`${fileOrFolder}/`)) this.#names.delete(name);
    }
  }

  /** The process is killed: what it did is there. */
  kill(): void {
    this.cutAt = Number.POSITIVE_INFINITY;
  }

  /** The power is lost: of what was not synced, `choose` says what is there. */
  losePower(choose: () => boolean): void {
    const names = new Map(this.#safeNames);
    for (const name of new Set([...this.#safeNames.keys(), ...this.#names.keys()])) {
      if (this.#safeNames.get(name) === this.#names.get(name) || !choose()) continue;
      const content = this.#names.get(name);
      if (content) names.set(name, content);
      else names.delete(name);
    }
    for (const name of names.keys()) {
      for (let above = path.dirname(name); above !== '/'; above = path.dirname(above)) {
        if (!names.has(above)) names.delete(name);
      }
    }
    for (const content of names.values()) {
      if (content === 'folder' || content.now.equals(content.safe) || choose()) continue;
      content.now = choose() ? content.safe : content.now.subarray(0, content.now.length >> 1);
    }
    this.#names = names;
    this.#safeNames = new Map(names);
    this.kill();
  }

  /** Paths of all files. */
  files(): string[] {
    return [...this.#names].filter(([, content]) => content !== 'folder').map(([name]) => name);
  }

  #act(place: string): void {
    if (this.acts >= this.cutAt) throw new CutOff(`cut off before ${place}`);
    this.acts += 1;
    if (place !== '/' && this.#names.get(path.dirname(place)) !== 'folder') throw gone(place);
  }
}
