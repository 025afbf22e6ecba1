/** One place in a document that would break a session, or lose data when the document is used. */

/** What can be found. */
export type Kind =
  | "duplicate-call-id"
  | "orphan-result"
  | "unanswered-call"
  | "distant-result"
  | "half-surrogate"
  | "broken-arguments"
  | "mislabelled-file"
  | "emptied-thinking"

/** A finding. */
export interface Finding {
  /** What kind of problem it is, by which findings are counted. */
  readonly kind: Kind
  /** Where it is, as a JSON Pointer into the document. */
  readonly path: string
  /** What is wrong there, as the rest of a sentence that begins with the place. */
  readonly problem: string
  /** Why it does harm. */
  readonly harm: string
  /** Which APIs refuse it, or where data is lost. */
  readonly where: string
}

const toolApis = "Anthropic's Messages API, Chat Completions and the Responses API refuse the whole request (400)"

/** The harm that each kind does, and where. */
export const kinds: { readonly [K in Kind]: Pick<Finding, "harm" | "where"> } = {
  "duplicate-call-id": {
    harm: "results cannot be matched to their calls, and a session with it can no longer be continued",
    where: toolApis
  },
  "orphan-result": {
    harm: "the model is shown the result of a call that it never made, and a session with it can no longer be continued",
    where: toolApis
  },
  "unanswered-call": {
    harm: "the next request is refused until the call has a result, so the session cannot be continued",
    where: toolApis
  },
  "distant-result": {
    harm: "the call counts as unanswered, so the session cannot be continued",
    where: "Anthropic's Messages API and Chat Completions refuse the whole request (400)"
  },
  "half-surrogate": {
    harm: "UTF-8 cannot encode it, so it is refused or replaced, and the text changes",
    where: "Anthropic's Messages API refuses the whole request (400); many programs write U+FFFD instead"
  },
  "broken-arguments": {
    harm: "the arguments of the call cannot be parsed, so the call can be neither run nor sent again",
    where: "Anthropic's Messages API accepts only an object (400); servers behind Chat Completions fail to parse it"
  },
  "mislabelled-file": {
    harm: "the file is not what its media type says, and a session with it can no longer be continued",
    where: "Anthropic's Messages API and OpenAI's APIs refuse the whole request (400)"
  },
  "emptied-thinking": {
    harm: "the signature belongs to a text that is gone, and a session with it can no longer be continued",
    where: "Anthropic's Messages API refuses changed thinking (400), unless the request asked it to omit the text"
  }
}

/** A finding at a place. */
export const make = (kind: Kind, path: string, problem: string): Finding => ({ kind, path, problem, ...kinds[kind] })
