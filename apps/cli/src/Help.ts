/** The help of the program as a whole, and how help is shown. */
import { Provider } from "@org/messages-core"
import * as Listing from "./Listing.js"
import type { Style } from "./Style.js"

export const root = `Reads and writes messages of ${Listing.titles(Provider.names)} in one lossless form.

USAGE
  messages [--sandbox] <command> [options]

COMMANDS
  get <ref>             read one message
  post <conversation>   add a message to a conversation
  providers             show what is configured, where it points, and what it can do
  sandbox               run the providers on this machine, with messages to try
  schema                print the JSON Schema of a message

OPTIONS
  --sandbox             simulate the providers in this process; needs no keys
  --json                results as JSON, and an error as problem details (RFC 9457)
  -h, --help            help, also for a command: messages get --help
  --version             the version
  --completions <shell> a completion script for bash, zsh, fish or sh

EXAMPLES
  messages sandbox
  messages get factory:<sessionId>/<messageId>
  messages get honcho:<workspaceId>/<sessionId>/<messageId> --json
  messages post factory:<sessionId> --text "Why does the build fail?"
  source <(messages --completions bash)

EXIT CODES
  0 done                        5 rejected, or not supported
  1 anything else               6 too many requests
  2 a wrong command or input    7 no answer: network, provider down, too slow
  3 no access: key, permission  8 an answer that departs from the contract
  4 no such message             9 posted or not: unknown
                                130 interrupted (143 by SIGTERM)

Data goes to standard output, everything else to standard error. Keys come from the environment: messages providers.
`

/** Headings stand out. */
export const render =
  (help: string) =>
  ({ strong }: Style): string =>
    help.replace(/^[A-Z][A-Z ]+$/gm, strong)
