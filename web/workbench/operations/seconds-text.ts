/** A time in seconds in the largest unit that fits, as figures: `4.2 s`, `3 min 20 s`, `5 h 10 min`, `2 d 3 h`. Units of the SI and ISO 80000-3. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const parts: [number, string, number, string] =
    whole < 3_600
      ? [Math.floor(whole / 60), 'min', whole % 60, 's']
      : whole < 86_400
        ? [Math.floor(whole / 3_600), 'h', Math.floor((whole % 3_600) / 60), 'min']
        : [Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3_600), 'h'];
  const [n, unit, rest, small] = parts;
  return rest === 0 ? `${n} ${unit}` : `${n} ${unit} ${rest} ${small}`;
}
