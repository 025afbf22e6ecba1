/** `messages post`: adds a message to a conversation. */
import * as Command from "@effect/cli/Command"
import { ConversationRef, MessageError, Messages, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Address from "./Address.js"
import * as Draft from "./Draft.js"
import { Untold } from "./Failure.js"
import * as Flags from "./Flags.js"
import * as Ids from "./Ids.js"
import * as Interruption from "./Interruption.js"
import * as Listing from "./Listing.js"
import * as Print from "./Print.js"
import { Settings } from "./Settings.js"
import * as Shell from "./Shell.js"
import type { Style } from "./Style.js"

/** The providers that can be posted to yet. */
const able: ReadonlyArray<Provider.Provider> = ["factory"]

const ids = Ids.of(able)

const options = {
  json: Flags.json,
  format: Flags.format(Flags.formats),
  text: Flags.value("text", "the text; - reads standard input"),
  image: Flags.values("image", "an image to attach"),
  file: Flags.values("file", "a PDF or text file to attach")
}

export const flags = [...Flags.typed(options, { "--format": Flags.formats }), ...ids.flags]

export const command = Command.make(
  "post",
  { ...options, ids: ids.options, conversation: Flags.argument("conversation") },
  (asked) =>
    Effect.gen(function* () {
      const format = yield* Flags.choose(asked.format)
      const conversation = yield* Address.conversation(asked.conversation, asked.ids)
      yield* ready(conversation)
      const draft = yield* Draft.read(asked)
      const messages = yield* Messages.Messages
      const posted = yield* Interruption.posting(conversation, messages.post(conversation, draft), (posted) =>
        tell(posted, format)
      )
      if (format === "pretty") yield* hint(posted)
    })
).pipe(Command.withDescription("add a message to a conversation"))

export const help = `Adds a message to a conversation, which starts the agent. Only ${Listing.titles(able)} can be posted to yet.
One request is made, never a second: if its outcome is unknown, the command says so and exits with 9.

USAGE
  messages post <conversation> --text <text> [options]

CONVERSATIONS
${Listing.refs("conversation", able)}

OPTIONS
  --text <text>         the text; - reads it from standard input, to its end
  --image <file>        attach an image: PNG, JPEG, GIF or WebP; may be repeated
  --file <file>         attach a PDF or a text file; may be repeated
${ids.help}
  --format <format>     pretty: for people, the default on a terminal
                        json:   the default in a pipe
  --json                the result as JSON, and an error as problem details (RFC 9457)

EXAMPLES
  messages post factory:5f1c --text "Why does the build fail?"
  messages post factory:5f1c --text "What is wrong here?" --image screen.png --file build.log
  git diff | messages post factory:5f1c --text -
`

/** Asked before anything is read: nobody should type a message that cannot be posted. */
const ready = Effect.fn("Post.ready")(function* (conversation: ConversationRef.ConversationRef) {
  const { provider } = yield* ConversationRef.parse(conversation)
  const messages = yield* Messages.Messages
  const found = (yield* messages.providers).find((availability) => availability.provider === provider)
  if (found?.operations.includes("post") === false)
    return yield* new MessageError.NotSupported({ provider, operation: "post" })
  if (found?.missing !== undefined) return yield* new MessageError.NotConfigured({ provider, variable: found.missing })
})

const tell = Effect.fn("Post.tell")(
  function* (posted: Messages.Posted, format: "pretty" | "json") {
    yield* format === "json" ? Print.json(posted) : Print.text((style) => pretty(posted, style))
  },
  (printing, { ref }) => Effect.mapError(printing, (failure) => new Untold({ ref, failure }))
)

const pretty = ({ agentStatus, ref }: Messages.Posted, { faint, strong }: Style): string =>
  `${faint("posted")}  ${strong(ref)}\n${agentStatus === undefined ? "" : `${faint("agent")}   ${agentStatus}\n`}`

const hint = Effect.fn("Post.hint")(function* ({ ref }: Messages.Posted) {
  const { sandbox } = yield* Settings
  yield* Print.note(
    sandbox
      ? 'The simulated Factory ended with this command; "messages sandbox" keeps one running.'
      : `The agent's reply comes later, as a message of its own. Read yours: messages get ${Shell.quote(ref)}`
  )
})
