// Makes a copy of the working tree in a temporary folder, with the installed packages of the original, to change files and run them.
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** The original tree. */
export const root = join(import.meta.dirname, "../..")

/** Copies every file that git tracks or would add, and links the installed packages. `remove` deletes the copy. */
export const make = (name) => {
  const folder = mkdtempSync(join(tmpdir(), `messages-${name}-`))
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26
  })
  for (const file of files.split("\0")) {
    if (file === "" || !existsSync(join(root, file))) continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  linkPackages(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Links the packages that npm installed, and the workspaces of the copy. Call it again after adding a workspace. */
export const linkPackages = (folder) => {
  const installed = join(folder, "node_modules")
  rmSync(installed, { recursive: true, force: true })
  mkdirSync(join(installed, "@org"), { recursive: true })
  for (const entry of readdirSync(join(root, "node_modules")))
    if (entry !== "@org" && !entry.startsWith("."))
      symlinkSync(join(root, "node_modules", entry), join(installed, entry))
  for (const parent of ["packages", "apps", "tools"])
    for (const entry of readdirSync(join(folder, parent))) {
      const manifest = join(folder, parent, entry, "package.json")
      if (!existsSync(manifest)) continue
      const { name } = JSON.parse(readFileSync(manifest, "utf8"))
      symlinkSync(join(folder, parent, entry), join(installed, name))
    }
}

/** Runs an installed program (`vitest/vitest.mjs`, `typescript/bin/tsc`) in a folder of the copy. */
export const run = (program, args, cwd) =>
  spawnSync(process.execPath, [join(root, "node_modules", program), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, CI: "true", NO_COLOR: "1" },
    maxBuffer: 2 ** 28
  })
