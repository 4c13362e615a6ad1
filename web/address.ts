/** A flat record as the query part of an address: lists joined by commas, empty values left out. */
export function toQuery(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') query.set(name, text);
  }
  // A comma is allowed in a query and easier to read than %2C.
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** The query part of an address as texts; a name that stands several times becomes one list. */
export function fromQuery(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text))
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  return values;
}

/** Puts parameters into a path such as `/api/cases/:id`; a parameter that is missing is a fault of the caller. */
export function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`path ${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
}
