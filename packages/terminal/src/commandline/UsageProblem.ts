/** What is wrong with a command line. It is data, so that a program can parse its arguments without loading Effect. */

/** `problem` says what is wrong, and `advice` is a sentence; `command` is the command whose help explains more. */
export interface UsageProblem {
  /** What is wrong with the command line, as a sentence without its full stop. */
  readonly problem: string
  /** What to do about it. */
  readonly advice?: string | undefined
  /** The command whose help explains it; that of the program if absent. */
  readonly command?: string | undefined
}
