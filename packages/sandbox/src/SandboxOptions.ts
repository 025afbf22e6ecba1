/** What a test can set in a sandbox. The defaults suit a sandbox for trying things out. */
import * as Diary from "./diary/Diary.js"
import type * as Script from "./lists/Script.js"

/** Options of a sandbox. */
export interface SandboxOptions {
  /** Where to listen; 0, the default, is any free port. Honcho's own port is the next one, or any free port too. */
  readonly port?: number
  /** Whether Honcho is served on a port of its own as well; yes if absent. Our clients do not need it, Honcho's own SDK does. */
  readonly ownPorts?: boolean
  /** How long a simulated agent takes to reply, in milliseconds; a second if absent. */
  readonly replyMillis?: number
  /** The sizes of additional diaries, in messages. `Sandbox.diary` returns their refs. */
  readonly diarySizes?: ReadonlyArray<number>
  /** What happens while a list is read. */
  readonly scripts?: Script.Scripts
  /** Whether pages of other origins may use the sandbox from a browser (CORS); false if absent. */
  readonly cors?: boolean
}

/** The options that simulated providers receive. */
export interface ProviderOptions {
  readonly replyMillis: number
  readonly diarySizes: ReadonlyArray<number>
  readonly scripts: Script.Scripts
}

/** The options of the providers, with defaults. */
export const forProviders = ({
  diarySizes = [],
  replyMillis = 1000,
  scripts = {}
}: SandboxOptions): ProviderOptions => ({
  replyMillis,
  diarySizes: [...new Set([...Diary.sizes, ...diarySizes])].sort((a, b) => a - b),
  scripts
})
