/** Compiles the programs of a folder, and checks the declarations of our packages, but not those of others, which takes half the time. */
import { join } from "node:path"
import ts from "typescript"

/** What is wrong, and how many files of our packages were checked. Writes the compiled programs, unless the settings forbid it. */
export const compile = (folder: string): { readonly problems: ReadonlyArray<string>; readonly ours: number } => {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile)
  const { errors, fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const program = ts.createProgram(fileNames, options)
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/node_modules/@org/"))
  const programs = program.getSourceFiles().filter(({ fileName }) => !fileName.includes("/node_modules/"))
  const files = [...ours, ...programs]
  const found = [
    ...errors,
    // File by file: to emit all at once, the compiler checks the declarations of others too.
    ...programs.flatMap((file) => program.emit(file).diagnostics),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
  ]
  return {
    problems: found.map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`
    ),
    ours: ours.length
  }
}
