/** The sections of the help about providers, all made from their descriptors. */
import type { Operation, ProviderDescriptor } from "@org/messages-core"
import * as Descriptors from "@org/messages-core/Descriptors"
import * as RefGrammar from "@org/messages-core/RefGrammar"
import { type ManualSection, WordList } from "@org/messages-terminal"

/** The providers that support an operation. */
export const supporting = (operation: Operation.Operation): ReadonlyArray<Descriptors.Provider> =>
  Descriptors.names.filter((name) => Descriptors.descriptors[name].operations.some((one) => one === operation))

/** The names of providers, as a sentence lists them. */
export const titles = (providers: ReadonlyArray<Descriptors.Provider>): string =>
  WordList.and(providers.map(Descriptors.title))

/** The providers that list conversations by workspace: those that must be given one, or those that may be. */
export const withParent = (isRequired: boolean): string =>
  WordList.and(
    Descriptors.names
      .filter((name) => Descriptors.descriptors[name].parent?.isRequired === isRequired)
      .map(Descriptors.title)
  )

/** The names of the providers whose rules for drafts fit. */
export const posting = (fits: (rules: ProviderDescriptor.DraftRules) => boolean): string =>
  titles(supporting("post").filter((name) => fits(Descriptors.descriptors[name].draft)))

/** How the refs of providers are written, one on each line. */
export const refs = (kind: RefGrammar.Kind, providers: ReadonlyArray<Descriptors.Provider>): ManualSection => ({
  title: kind === "message" ? "REFS" : "CONVERSATIONS",
  blocks: [
    { lines: providers.map((provider) => RefGrammar.of(kind, provider).usage) },
    { paragraph: "Percent-encode the characters / ? # % and spaces in an id." }
  ]
})

/** How to name the workspaces of providers that list by workspace; `words` come before the name. */
export const workspaces = (words: string): ManualSection => ({
  title: "WORKSPACES",
  blocks: Descriptors.names.flatMap((name) => {
    const { parent, title } = Descriptors.descriptors[name]
    if (parent?.isRequired !== true) return []
    const variable = ` or several in ${parent.variable}, separated by commas.`
    return [
      {
        paragraph: `${title} lists the conversations of one workspace: name it with ${words} ${name}:<${parent.id}>,${variable}`
      }
    ]
  })
})

/** The size limits of images and files, one provider on each line. */
export const attachments: ManualSection = {
  title: "SIZES",
  blocks: [
    {
      lines: supporting("post").flatMap((name) => {
        const { limits, title } = Descriptors.descriptors[name]
        const sizes = Object.entries(limits).map(
          ([of, bytes]) => `${of === "attachments" ? "all attachments" : of} ${bytes / 2 ** 20} MiB`
        )
        return sizes.length === 0 ? [] : [`${title}: ${sizes.join(", ")}`]
      })
    }
  ]
}

const keyless = WordList.and(
  Descriptors.names.filter((name) => Descriptors.descriptors[name].keyIsOptional).map(Descriptors.title)
)

/** The environment variables that the program reads. */
export const environment: ManualSection = {
  title: "ENVIRONMENT",
  blocks: [
    {
      terms: [
        ...Descriptors.names.map((name) => {
          const { query, ...variables } = Descriptors.descriptors[name].variables
          return [
            Descriptors.title(name),
            [variables.key, variables.url, ...(query === undefined ? [] : [query])].join(", ")
          ] as const
        }),
        ["MESSAGES_URL", "use this messages-server instead of the providers; their keys are then not used"],
        ["MESSAGES_TOKEN", "the token for that server"],
        ["MESSAGES_ARCHIVE", "the file of the archive, if it is not the default one"],
        ["MESSAGES_DATABASE_URL", "the PostgreSQL database of the archive, instead of a file"],
        ["PAGER", "the pager in which messages read shows a conversation; less by default, and none if TERM is dumb"],
        ["NO_COLOR", "if set, print without colour"]
      ]
    },
    {
      paragraph: `A provider's URL is the part before ${WordList.or(
        Descriptors.names.map((name) => Descriptors.descriptors[name].apiPath)
      )}. ${keyless} needs no key if its URL leads to a server without authentication.`
    }
  ]
}
