/** The rules of redaction: each has a name, and a pattern for texts that should stay private. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { SchemaField } from "@org/messages-core"
import * as Visible from "../document/Visible.js"

/** One rule. */
export interface Rule {
  /** What the pattern finds; this name replaces it. */
  readonly name: string
  /** A regular expression with the flag `g`. */
  readonly pattern: RegExp
}

/** Keys, tokens and e-mail addresses. */
export const standard: ReadonlyArray<Rule> = [
  {
    name: "private key",
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{1,20000}(-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g
  },
  { name: "token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}/g },
  {
    name: "API key",
    pattern:
      /(?<![A-Za-z0-9])(sk-(ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{16,}|(fk-|mk_|vf_|hch-)[A-Za-z0-9_-]{12,}|AKIA[A-Z0-9]{16}|ASIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|(sk|rk|pk)_(live|test)_[A-Za-z0-9]{16,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{30,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,})/g
  },
  {
    name: "token",
    pattern:
      /(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{18,}|xox[abeprs]-[A-Za-z0-9-]{10,})/g
  },
  { name: "token", pattern: /(?<=\b(Bearer|Basic) {1,4})[A-Za-z0-9+/._~-]{16,}={0,2}/gi },
  {
    name: "secret",
    pattern:
      /(?<=\b(api[_-]?key|secret([_-]?(access[_-]?)?key)?|access[_-]?token|auth[_-]?token|password|passwd)\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)[^\s"'\\,;&<>{}[\]]{8,}/gi
  },
  {
    name: "credentials of a URL",
    pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:"'<>]{0,200}:[^\s/@"'<>]{1,200}(?=@)/gi
  },
  {
    name: "e-mail address",
    pattern:
      /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}(?![A-Za-z0-9])/g
  }
]

/** A rule in a file. */
export const RuleFile = Schema.Array(
  Schema.Struct({
    name: SchemaField.required(
      Schema.String,
      "What the pattern finds; this name replaces it. It has a visible character and no control characters"
    ),
    pattern: SchemaField.required(Schema.String, "A regular expression of JavaScript, without slashes; it is not empty")
  })
).annotations({
  identifier: "RedactionRules",
  description: "Rules for redaction, in the order in which they apply; at least one"
})

/** The rules of a parsed file, or what is wrong with it. */
export const read = (value: unknown): Either.Either<ReadonlyArray<Rule>, string> =>
  Either.flatMap(
    Either.mapLeft(decode(value), () => 'must be a list such as [{"name": "customer", "pattern": "C-[0-9]{6}"}]'),
    (rules) => (rules.length === 0 ? Either.left("has no rules") : Either.all(rules.map(ruleOf)))
  )

const ruleOf = ({ name, pattern }: (typeof RuleFile.Type)[number], index: number): Either.Either<Rule, string> => {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return Either.left(`has a name with a control character at /${index}/name`)
  if (Visible.isBlank(name)) return Either.left(`has a name without a visible character at /${index}/name`)
  if (pattern === "") return Either.left(`has an empty pattern at /${index}/pattern`)
  return Either.try({
    try: (): Rule => ({ name, pattern: new RegExp(pattern, "gu") }),
    catch: () => `has a pattern at /${index}/pattern that is not a regular expression`
  })
}

const decode = Schema.decodeUnknownEither(RuleFile, { onExcessProperty: "error" })
