/** Division codes end in zeros below their level: 2 digits name a province, 4 a city, 6 a county, 9 a town. */
function stem(code: string): string {
  const length = [2, 4, 6, 9].find((digits) => /^0*$/.test(code.slice(digits))) ?? 12;
  return code.slice(0, length);
}

/** Whether a division lies within another one (or is it); codes of 12 digits (GB/T 2260, GB/T 10114). */
export function isWithin(code: string, ancestor: string): boolean {
  return code.startsWith(stem(ancestor));
}
