/**
 * What is expected, from English to Chinese. `{}` stands for each value in turn; in Chinese `{1}`, `{2}` name them
 * where they come in another order.
 */
export type Expectations = Readonly<Record<string, string>>;
