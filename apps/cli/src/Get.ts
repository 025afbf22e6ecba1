/** `messages get`: reads one message. */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { type Drift, type MessageError, MessageRef, Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Address from "./Address.js"
import { Drifted } from "./Failure.js"
import * as Flags from "./Flags.js"
import * as Ids from "./Ids.js"
import * as Listing from "./Listing.js"
import * as Pretty from "./Pretty.js"
import * as Print from "./Print.js"
import type { StreamFailure, Streams } from "./Streams.js"
import * as StrictReading from "./StrictReading.js"

const ids = Ids.of(Provider.names)

const options = {
  json: Flags.json,
  format: Flags.format(Flags.formatsOfGet),
  strict: Options.boolean("strict").pipe(Options.withDescription("tell where the message departs from its contract"))
}

export const flags = [...Flags.typed(options, { "--format": Flags.formatsOfGet }), ...ids.flags]

export const command = Command.make("get", { ...options, ids: ids.options, ref: Flags.argument("ref") }, (asked) =>
  Effect.gen(function* () {
    const format = yield* Flags.choose(asked.format)
    const ref = yield* Address.message(asked.ref, asked.ids)
    const drift = yield* format === "raw" ? raw(ref) : canonical(ref, format)
    if (asked.strict && drift().length > 0) return yield* new Drifted({ drift: drift() })
  })
).pipe(Command.withDescription("read one message"))

export const help = `Reads one message and prints it in the canonical form.

USAGE
  messages get <ref> [options]

REFS
${Listing.refs("message", Provider.names)}
  Percent-encode what an id has of / ? # % and spaces.

OPTIONS
  --format <format>     pretty: for people, the default on a terminal
                        json:   the canonical message, the default in a pipe
                        raw:    the provider's own body, byte for byte in a pipe
  --strict              print the message, then list on standard error where it departs
                        from the provider's contract, and exit with 8 if it does
${ids.help}
  --json                the canonical message, and an error as problem details (RFC 9457)

EXAMPLES
  messages get factory:5f1c/msg-7
  messages get mielto:msg_01 --workspace-id wsp_42
  messages get honcho:team/standup/4mQ --json | jq -r '.parts[].text'
  messages get veryfront:$CONVERSATION/$MESSAGE --format raw > message.json
`

/** Prints the message; what it gives is the strict reading, for those who want it. */
type Reading = Effect.fn.Return<
  () => ReadonlyArray<Drift.Drift>,
  MessageError.MessageError | StreamFailure,
  Messages.Messages | StrictReading.StrictReading | Streams
>

const canonical = Effect.fn("Get.canonical")(function* (
  ref: MessageRef.MessageRef,
  format: "pretty" | "json"
): Reading {
  const message = yield* Effect.flatMap(Messages.Messages, (messages) => messages.get(ref))
  yield* format === "json" ? Print.json(message) : Print.text((style) => Pretty.message(message, style))
  const strict = yield* StrictReading.StrictReading
  return () => strict.ofMessage(message)
})

const raw = Effect.fn("Get.raw")(function* (ref: MessageRef.MessageRef): Reading {
  const { body } = yield* Effect.flatMap(Messages.Messages, (messages) => messages.getRaw(ref))
  yield* Print.bytes(body)
  const strict = yield* StrictReading.StrictReading
  const { provider } = yield* MessageRef.parse(ref)
  return () => StrictReading.ofBytes(strict, provider, body)
})
