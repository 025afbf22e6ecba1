/** The options that name the archive, and the section of the help about it. */
import { CommandOption, type ManualSection, ShellQuote } from "@org/messages-terminal"

/** `--archive`: read from the archive instead of the providers. */
export const archive = CommandOption.flag(
  "--archive",
  "read from the archive, without a network or keys; see messages archive --help"
)

/** `--file`: the file of the archive. */
export const file = CommandOption.file("--file", "the file of the archive, instead of the default one")

/** Both, for commands that otherwise read from the providers. */
export const all = [archive, file]

/** The options as a command line repeats them. */
export const words = (archive: { readonly file: string | undefined } | undefined): string =>
  archive === undefined ? "" : ` --archive${fileWords(archive.file)}`

/** The same for a command of the archive. */
export const fileWords = (file: string | undefined): string =>
  file === undefined ? "" : ` --file ${ShellQuote.quote(file)}`

/** The command line that fills the archive. */
export const fill = (file: string | undefined): string => `To fill it: messages archive sync --all${fileWords(file)}`

/** Where the archive is. */
export const section: ManualSection = {
  title: "ARCHIVE",
  blocks: [
    {
      paragraph:
        "The archive is the file $XDG_DATA_HOME/messages/archive.db, by default in ~/.local/share/messages. Only you can read it. With --sandbox, name another file with --file."
    },
    {
      terms: [
        ["--file", "another file"],
        ["MESSAGES_DATABASE_URL", "a PostgreSQL database, for several people or machines"],
        ["MESSAGES_ARCHIVE", "another file, used if neither --file nor MESSAGES_DATABASE_URL is given"]
      ]
    }
  ]
}
