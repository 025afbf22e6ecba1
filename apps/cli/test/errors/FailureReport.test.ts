import { assert, describe, it } from "@effect/vitest"
import { ReadFailure } from "@org/messages-conversations"
import { Cursor, MessageError, Problem } from "@org/messages-core"
import { Attachment, Sandbox } from "@org/messages-runtime"
import { StreamFailure, Style, UsageError } from "@org/messages-terminal"
import * as ConfigError from "effect/ConfigError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as CommandFailure from "../../src/errors/CommandFailure.js"
import * as FailureReport from "../../src/errors/FailureReport.js"
import * as ProblemReport from "../../src/errors/ProblemReport.js"
import { Interrupted } from "../../src/Interruption.js"
import { failure } from "../support.js"

const cursor = Cursor.encode({ list: "messages", of: "factory:a", limit: 100, native: "2", given: 100, tail: [] })

/** Every failure, its exit code, and the advice that its text must give. */
const failures: ReadonlyArray<
  readonly [name: string, failure: CommandFailure.CommandFailure, exit: number, says: RegExp]
> = [
  ["InvalidRef", MessageError.InvalidRef.of("x", "y"), 2, /not a valid ref.*\n.*Percent-encode/],
  [
    "InvalidRef with a misspelled provider",
    MessageError.InvalidRef.of("facotry:s/m", "y"),
    2,
    /Did you mean factory:s\/m\?/
  ],
  ["InvalidRef in capitals", MessageError.InvalidRef.of("HONCHO:a/b/c", "y"), 2, /Did you mean honcho:a\/b\/c\?/],
  ["InvalidRef without a colon", MessageError.InvalidRef.of("veryfront/a/b", "y"), 2, /Did you mean veryfront:a\/b\?/],
  [
    "InvalidRef of another provider",
    MessageError.InvalidRef.of("slack:a", "y"),
    2,
    /The providers are factory, mielto, honcho and veryfront/
  ],
  ["InvalidRef of a conversation", MessageError.InvalidRef.of("factory:s", "y"), 2, /the ref of a conversation/],
  ["InvalidRef of a message", MessageError.InvalidRef.of("factory:s/m", "y"), 2, /the ref of a message/],
  [
    "InvalidCursor",
    new MessageError.InvalidCursor({ problem: "it is odd" }),
    2,
    /cursor cannot be used.*\n.*exactly as/
  ],
  ["ConversationChanged", new MessageError.ConversationChanged({ ref: "factory:a" }), 4, /changed.*\n.*from the start/],
  [
    "UnreadableElements",
    new CommandFailure.UnreadableElements({ count: 2, faults: [{ index: 3, path: "/a", problem: "is odd" }] }),
    8,
    /^error: 2 elements of the list could not be read\n/
  ],
  [
    "UnreadMessages",
    new CommandFailure.UnreadMessages({ count: 1, asked: 3, exit: 4 }),
    4,
    /1 of 3 messages could not/
  ],
  [
    "UnfinishedReading",
    new CommandFailure.UnfinishedReading({
      command: "read factory:a",
      failure: new ReadFailure({ error: failure({ reason: "RateLimited", operation: "list" }), given: 100, cursor })
    }),
    6,
    /after 100 messages(.*\n)*.*messages read factory:a --cursor 1\./
  ],
  [
    "NoReply",
    new CommandFailure.NoReply({ ref: "factory:a/b", conversation: "factory:a", patience: "90s" }),
    7,
    /posted as factory:a\/b.*after 90s\n.*messages read factory:a/
  ],
  ["InvalidDraft with an option", draft("/author", undefined, "cannot be posted to Factory"), 2, /Leave out --as/],
  ["InvalidDraft without text", draft("/text"), 2, /\/text must not be.*\n.*--text -/],
  ["InvalidDraft with an image", draft("/images/0/mediaType"), 2, /Convert the image to PNG/],
  ["InvalidDraft with a file", draft("/files/0"), 2, /Files are PDF or text/],
  ["InvalidDraft that is too large", draft("/files/0", 5), 2, /At most 5 bytes/],
  [
    "InvalidDraft over a limit of MiB",
    draft("/files/0", 5 * 1024 * 1024),
    2,
    /At most 5242880 bytes \(5 MiB\) are accepted/
  ],
  [
    "RejectedFile",
    new CommandFailure.RejectedFile({ file: "a/b.png", error: draft("/images/0/data", 5) }),
    2,
    /^error: a\/b\.png cannot be posted to Factory: \/images\/0\/data must not be\n.*At most 5 bytes/
  ],
  ["InvalidDraft otherwise", draft("/computerId"), 2, /messages post --help/],
  [
    "MessageNotFound",
    new MessageError.MessageNotFound({ provider: "honcho", ref: "honcho:a/b/c" }),
    4,
    /Check the ids, and that HONCHO_API_KEY/
  ],
  [
    "ConversationNotFound",
    new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:a" }),
    4,
    /Check the ids/
  ],
  ["InvalidCursor", new MessageError.InvalidCursor({ problem: "p" }), 2, /Use a cursor exactly as a page printed it/],
  [
    "ConversationChanged",
    new MessageError.ConversationChanged({ ref: "factory:a" }),
    4,
    /Read the conversation again from the start/
  ],
  [
    "NotConfigured",
    new MessageError.NotConfigured({ provider: "factory", variable: "FACTORY_API_KEY" }),
    3,
    /export FACTORY_API_KEY=…[^]*messages sandbox/
  ],
  ["NotSupported", new MessageError.NotSupported({ provider: "mielto", operation: "post" }), 5, /messages providers/],
  ["Unauthorized", failure({ reason: "Unauthorized", status: 401 }), 3, /HTTP 401.*\n.*Check FACTORY_API_KEY/],
  ["Forbidden by Factory", failure({ reason: "Forbidden" }), 3, /selected organizations only/],
  ["Forbidden", failure({ provider: "veryfront", reason: "Forbidden" }), 3, /the account of VERYFRONT_API_TOKEN/],
  ["PaymentRequired", failure({ provider: "mielto", reason: "PaymentRequired" }), 3, /MIELTO_API_KEY is out of credit/],
  ["Rejected", failure({ reason: "Rejected" }), 5, /Correct what the provider names/],
  [
    "Rejected because of the URL",
    failure({ reason: "Rejected", problem: "its URL has no such route" }),
    5,
    /no such route.*\n.*→ Correct FACTORY_API_URL\n$/
  ],
  ["RateLimited with a time", failure({ reason: "RateLimited", retryAfterMs: 1500 }), 6, /Try again in 2 seconds/],
  ["RateLimited without", failure({ reason: "RateLimited" }), 6, /Wait, and try again/],
  ["Unavailable, the provider", failure({ requestId: "req-9" }), 7, /try again later[^]*req-9/],
  [
    "Unavailable, the network",
    failure({ origin: "network", cause: "ECONNREFUSED" }),
    7,
    /Check the network, and that FACTORY_API_URL/
  ],
  ["Timeout", failure({ reason: "Timeout", origin: "network" }), 7, /Try again/],
  ["Malformed", failure({ reason: "Malformed", problem: "is not JSON" }), 8, /is not JSON.*\n.*--format raw/],
  [
    "Malformed answer to a post",
    failure({ reason: "Malformed", operation: "post", delivery: "unknown" }),
    9,
    /Check the conversation before you post again/
  ],
  [
    "TooLarge",
    failure({ reason: "TooLarge", origin: "gateway", setting: "MESSAGES_VALUE_LIMIT" }),
    8,
    /MESSAGES_VALUE_LIMIT/
  ],
  ["a post that was not delivered", failure({ operation: "post", delivery: "not-delivered" }), 7, /Nothing was posted/],
  [
    "a post of unknown outcome",
    failure({ operation: "post", reason: "Timeout", delivery: "unknown" }),
    9,
    /Check the conversation/
  ],
  [
    "GatewayFailure, no answer",
    gateway({ origin: "network", cause: "ECONNREFUSED" }),
    7,
    /Check the network, and MESSAGES_URL/
  ],
  ["GatewayFailure, the token", gateway({ status: 401 }), 3, /Check MESSAGES_TOKEN/],
  ["GatewayFailure, a limit", gateway({ status: 429 }), 6, /Check MESSAGES_URL/],
  ["GatewayFailure, a refusal", gateway({ status: 404 }), 5, /Check MESSAGES_URL/],
  ["GatewayFailure, a mistake", gateway({ status: 500, delivery: "not-delivered" }), 7, /Nothing was posted/],
  ["GatewayFailure, a post", gateway({ origin: "network", delivery: "unknown" }), 9, /before you post again/],
  [
    "ArchiveFailure",
    new MessageError.ArchiveFailure({ reason: "Busy", place: "a.db", problem: "is in use", advice: "wait" }),
    7,
    /The archive a\.db is in use\n.*Wait/
  ],
  ["UsageError", new UsageError({ problem: "P", advice: "A", command: "get" }), 2, /P\n.*A\n.*messages get --help/],
  [
    "UnreadableFile",
    new Attachment.UnreadableFile({ path: "/a", reason: "is a directory" }),
    2,
    /\/a cannot be attached: it is a directory/
  ],
  [
    "a configuration that cannot be used",
    ConfigError.InvalidData(["HONCHO_URL"], "is not a URL"),
    3,
    /HONCHO_URL is not a URL\n.*Correct HONCHO_URL or unset it/
  ],
  [
    "ContractDrift",
    new CommandFailure.ContractDrift({
      drift: [
        { path: "/a", expected: "string" },
        { path: "", expected: "x" }
      ]
    }),
    8,
    /2 places\n {4}\/a: expected string\n {4}the whole: expected x/
  ],
  ["ListenFailure", new Sandbox.ListenFailure({ port: 80, code: "EACCES" }), 1, /127\.0\.0\.1:80 \(EACCES\)\n.*--port/],
  [
    "a post that was interrupted",
    new Interrupted({ signal: "SIGINT", post: Option.some({ posting: "factory:s" }) }),
    130,
    /factory:s: whether .* unknown\n.*before you post again/
  ],
  [
    "a post that was interrupted before its result was printed",
    new Interrupted({ signal: "SIGTERM", post: Option.some({ posted: "factory:s/m" }) }),
    143,
    /after the message was posted as factory:s\/m\n.*messages get factory:s\/m$/m
  ],
  [
    "a post whose terminal was closed",
    new Interrupted({ signal: "SIGHUP", post: Option.some({ posting: "factory:s" }) }),
    129,
    /factory:s: whether .* unknown\n.*before you post again/
  ],
  ["SIGHUP", new Interrupted({ signal: "SIGHUP", post: Option.none() }), 129, /^$/],
  ["SIGINT", new Interrupted({ signal: "SIGINT", post: Option.none() }), 130, /^$/],
  ["SIGTERM", new Interrupted({ signal: "SIGTERM", post: Option.none() }), 143, /^$/],
  [
    "a full disk",
    new StreamFailure({ stream: "standard output", code: "ENOSPC" }),
    1,
    /standard output cannot be used \(ENOSPC\)/
  ],
  ["a closed pipe", new StreamFailure({ stream: "standard output", code: "EPIPE" }), 0, /^$/],
  [
    "a post whose result cannot be told",
    new CommandFailure.OutputFailure({
      ref: "factory:s/m",
      failure: new StreamFailure({ stream: "standard output", code: "ENOSPC" })
    }),
    1,
    /^error: The message was posted as factory:s\/m, but the standard output cannot be used \(ENOSPC\)\n.*messages get factory:s\/m$/m
  ],
  [
    "a post whose result has no reader",
    new CommandFailure.OutputFailure({
      ref: "factory:s/m",
      failure: new StreamFailure({ stream: "standard output", code: "EPIPE" })
    }),
    0,
    /^note: The message was posted as factory:s\/m, but the standard output cannot be used \(EPIPE\)\n/
  ]
]

function gateway(fields: Partial<ConstructorParameters<typeof MessageError.GatewayFailure>[0]>) {
  return new MessageError.GatewayFailure({ url: "https://x", origin: "gateway", problem: "did not respond", ...fields })
}

function draft(path: string, limitBytes?: number, problem = "must not be") {
  return new MessageError.InvalidDraft({
    provider: "factory",
    path,
    problem,
    ...(limitBytes !== undefined && { limitBytes })
  })
}

describe("FailureReport", () => {
  for (const [name, failure, exit, says] of failures)
    it(`reports ${name}, and exits with ${exit}`, () => {
      const report = FailureReport.of(failure, false)
      assert.strictEqual(report.exit, exit)
      assert.match(ProblemReport.render(report)(Style.none), says)
      assert.isTrue(Schema.is(Problem.Problem)(report.problem), "is a problem")
      assert.notInclude(JSON.stringify(report), "undefined")
    })

  it("covers every error of the port", () => {
    const told = new Set(failures.map(([, failure]) => ("_tag" in failure ? failure._tag : "")))
    for (const { identifier } of MessageError.MessageError.members)
      assert.include([...told], identifier.split("/").at(-1))
    const reasons = new Set(failures.map(([, failure]) => ("reason" in failure ? failure.reason : "")))
    for (const reason of MessageError.Reason.literals) assert.include([...reasons], reason)
  })

  it("also lists the drift in the problem", () => {
    const drift = [{ path: "/a", expected: "string" }]
    assert.deepInclude(FailureReport.of(new CommandFailure.ContractDrift({ drift }), false).problem, { drift })
  })

  it("gives the name and the place of a bug of its own, and not its text", () => {
    const report = FailureReport.ofDefect(new TypeError('Invalid header value: "Bearer fk-canary"'))
    assert.strictEqual(report.exit, 1)
    assert.match(report.detail, /\(TypeError at FailureReport\.test\.ts:\d+:\d+\)$/)
    for (const defect of [new Error("fk-canary"), { key: "fk-canary" }, "fk-canary"])
      assert.notInclude(JSON.stringify(FailureReport.ofDefect(defect)), "fk-canary")
  })

  it("says that the settings are the server's if the command used a server", () => {
    const advice = (error: MessageError.MessageError) => FailureReport.of(error, true).advice.join("\n")
    const missing = new MessageError.NotConfigured({ provider: "factory", variable: "FACTORY_API_KEY" })
    assert.strictEqual(advice(missing), "Set FACTORY_API_KEY for the server at MESSAGES_URL")
    assert.match(advice(failure({ reason: "Unauthorized" })), /Check FACTORY_API_KEY of the server at MESSAGES_URL/)
  })

  it("gives programs the advice that people see", () => {
    for (const [name, failure] of failures) {
      const report = FailureReport.of(failure, false)
      const problem = ProblemReport.toProblem(report)
      assert.isTrue(Schema.is(Problem.Problem)(problem), name)
      if (report.advice.length === 0) assert.notProperty(problem, "advice")
      else assert.deepInclude(problem, { advice: report.advice })
    }
  })

  it("names the file in the problem, too", () => {
    const { problem } = FailureReport.of(
      new CommandFailure.RejectedFile({ file: "b.png", error: draft("/images/0") }),
      false
    )
    assert.deepInclude(problem, { file: "b.png", path: "/images/0", type: "urn:messages:problem:invalid-draft" })
  })

  it("escapes text that comes from elsewhere", () => {
    const text = ProblemReport.render(FailureReport.of(failure({ detail: "a\u001b[2Jb" }), false))(Style.none)
    assert.include(text, "a\\u001b[2Jb")
  })
})
