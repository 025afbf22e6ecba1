/** What is wrong with a command line. It is data, so that a program can parse its arguments without loading Effect. */

/** `problem` says what is wrong, and `advice` is a sentence; `command` is the command whose help explains more. */
export interface UsageProblem {
  readonly problem: string
  readonly advice?: string | undefined
  readonly command?: string | undefined
}
