/** The settings of the providers that a program uses. */

/** The settings of one provider. */
export interface ProviderOptions {
  /** The key or token. A self-hosted Honcho may need none. */
  readonly apiKey?: string
  /** The base URL, if it is not that of the provider's own service. */
  readonly url?: string
}

/** The settings of Mielto. */
export interface MieltoOptions extends ProviderOptions {
  /** The workspace for refs that do not name one. */
  readonly workspaceId?: string
}

/** The providers of a program. Only the clients of those that are given are loaded. */
export interface MessagesOptions {
  /** Absent if the program does not use Factory. */
  readonly factory?: ProviderOptions
  /** Absent if the program does not use Mielto. */
  readonly mielto?: MieltoOptions
  /** Absent if the program does not use Honcho. */
  readonly honcho?: ProviderOptions
  /** Absent if the program does not use Veryfront. */
  readonly veryfront?: ProviderOptions
}
