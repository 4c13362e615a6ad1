/** From few to many, in steps of lightness that also those tell apart who see no colours. */
export const heatRamp = {
  light: ['#e3edf6', '#b5cfe8', '#7ba9d4', '#3f7fb5', '#1b5788', '#0b2f52'],
  dark: ['#1f3850', '#2b5f8c', '#438bc6', '#7cb6e6', '#b5dbf7', '#eef7ff'],
} as const;

/** Marks of points, apart from the blues of places. */
export const pointRamp = {
  light: ['#f0b27a', '#dc7633', '#ba4a00', '#6e2c00'],
  dark: ['#fbe5c8', '#f8c471', '#f39c12', '#e67e22'],
} as const;

interface Colours {
  ink: string;
  soft: string;
}

/** The legend of a heat map: a bar from the least to the most. */
export const heatLegend = (most: number, colours: readonly string[], { soft }: Colours) => ({
  type: 'continuous' as const,
  min: 0,
  max: Math.max(1, most),
  calculable: false,
  orient: 'horizontal' as const,
  left: 'center',
  bottom: 0,
  itemHeight: 120,
  itemWidth: 10,
  text: [String(Math.max(1, most)), '0'],
  textStyle: { color: soft },
  inRange: { color: [...colours] },
});
