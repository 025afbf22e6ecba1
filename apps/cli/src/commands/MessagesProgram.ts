/** Describes the program `messages`: its commands, options and notes. */
import * as Descriptors from "@org/messages-core/Descriptors"
import type { Program } from "@org/messages-terminal"
import * as ArchiveGroup from "../archive/ArchiveGroup.js"
import * as SearchCommand from "../archive/search/SearchCommand.js"
import * as StoredCommands from "../archive/StoredCommands.js"
import * as SyncCommand from "../archive/sync/SyncCommand.js"
import * as ArchiveExportCommand from "../archive/transfer/ArchiveExportCommand.js"
import * as ImportCommand from "../archive/transfer/ImportCommand.js"
import * as VerifyCommand from "../archive/VerifyCommand.js"
import * as GlobalFlags from "../commandline/GlobalFlags.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ExitCode from "../errors/ExitCode.js"
import * as CopyCommand from "../copy/CopyCommand.js"
import * as ExportsCommands from "../exports/ExportsCommands.js"
import * as ExportsGroup from "../exports/ExportsGroup.js"
import * as ExportCommand from "../export/ExportCommand.js"
import * as ConversationsCommand from "../list/ConversationsCommand.js"
import * as CheckCommand from "../convert/CheckCommand.js"
import * as ConvertCommand from "../convert/ConvertCommand.js"
import * as FormatsCommand from "../convert/FormatsCommand.js"
import * as GetCommand from "./GetCommand.js"
import * as ListCommand from "../list/ListCommand.js"
import * as PostCommand from "../post/PostCommand.js"
import * as ProvidersCommand from "./ProvidersCommand.js"
import * as ProviderSections from "./ProviderSections.js"
import * as ReadCommand from "../read/ReadCommand.js"
import * as SandboxCommand from "./SandboxCommand.js"
import * as SchemaCommand from "./SchemaCommand.js"

/** The program. */
export const program: Program.Program<RunnableCommand> = {
  name: "messages",
  summary: "read and write messages of AI agents",
  about: `Reads and writes messages of ${ProviderSections.titles(Descriptors.names)} in one lossless form.`,
  commands: [
    ConversationsCommand.command,
    ListCommand.command,
    ReadCommand.command,
    GetCommand.command,
    PostCommand.command,
    ExportCommand.command,
    CopyCommand.command,
    SyncCommand.command,
    SearchCommand.command,
    StoredCommands.get,
    StoredCommands.list,
    VerifyCommand.command,
    ImportCommand.command,
    ArchiveExportCommand.command,
    ...ExportsCommands.commands,
    ConvertCommand.command,
    CheckCommand.command,
    FormatsCommand.command,
    ProvidersCommand.command,
    SandboxCommand.command,
    SchemaCommand.command
  ],
  groups: [ArchiveGroup.group, ExportsGroup.group],
  options: [GlobalFlags.json, GlobalFlags.sandbox],
  examples: [
    "messages --sandbox read factory:invoice-bug",
    "messages conversations factory",
    "messages read factory:<sessionId>",
    "messages get factory:<sessionId>/<messageId>",
    "messages get honcho:<workspaceId>/<sessionId>/<messageId> --json",
    "messages archive sync --all",
    'messages archive search "refund invoice"',
    'messages post factory:<sessionId> --text "Why does the build fail?"',
    "source <(messages --completions bash)"
  ],
  sections: [
    ProviderSections.environment,
    {
      title: "EXIT CODES",
      blocks: [{ terms: ExitCode.meanings.map(([code, meaning]) => [String(code), meaning]) }]
    }
  ],
  notes: [
    "Data goes to standard output, everything else to standard error. Keys come from the environment: messages providers --help."
  ]
}
