declare module 'wink-naive-bayes-text-classifier' {
  interface Classifier {
    definePrepTasks(tasks: ((input: never) => unknown)[]): number;
    defineConfig(config: { considerOnlyPresence?: boolean; smoothingFactor?: number }): boolean;
    learn(input: unknown, label: string): boolean;
    consolidate(): boolean;
    /** Log odds (base 2) of each label, the highest first; one pair `unknown` where no word is known. */
    computeOdds(input: unknown): [label: string, odds: number][];
  }
  export default function naiveBayesTextClassifier(): Classifier;
}
