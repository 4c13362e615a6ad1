const memory = 'mingjing.return';

/** Keeps where somebody came from while the identity provider has the page; for this tab alone. */
export function rememberReturn(from: string | undefined): void {
  if (from) sessionStorage.setItem(memory, from);
  else sessionStorage.removeItem(memory);
}

/** What was kept, if anything. */
export const rememberedReturn = (): string | undefined => sessionStorage.getItem(memory) ?? undefined;
