// Bundles an app and its dependencies from the sources of the workspace, with the licenses of what is inside.
import { build } from "esbuild"
import { readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { youngClosures } from "./YoungClosures.js"

/** Writes bundles into `dist` of an app, one for each set of esbuild's options, and the licenses. Gives the names of the files. */
export async function bundle(folder, ...bundles) {
  const results = []
  for (const options of bundles)
    results.push(
      await build({
        absWorkingDir: folder,
        outdir: "dist",
        bundle: true,
        platform: "node",
        target: "node20",
        // The workspace's own packages come from their sources: none needs to be built before.
        conditions: ["@org/source"],
        legalComments: "linked",
        logLevel: "warning",
        metafile: true,
        ...options,
        plugins: [...(options.plugins ?? []), youngClosures]
      })
    )
  const metafiles = results.map(({ metafile }) => metafile)
  const licenses = await licensesOf(
    folder,
    metafiles.flatMap(({ inputs }) => Object.keys(inputs))
  )
  await writeFile(join(folder, "dist/LICENSES.txt"), licenses)
  return [...metafiles.flatMap(({ outputs }) => Object.keys(outputs)), "dist/LICENSES.txt"].map((path) =>
    path.replace("dist/", "")
  )
}

/** Removes what an earlier bundle left. It comes last, so that there is a whole program at any time. */
export async function removeOthers(folder, names) {
  for (const name of await readdir(join(folder, "dist")))
    if (!names.includes(name)) await rm(join(folder, "dist", name), { recursive: true })
}

/** Licenses require that their text is shipped with the bundled code. */
async function licensesOf(folder, inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(input) ?? []))
  const licenses = [...packages].toSorted().map((path) => licenseOf(join(folder, path)))
  return (await Promise.all(licenses)).join("\n\n")
}

async function licenseOf(folder) {
  const { license, name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"))
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file))
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : await readFile(join(folder, file), "utf8")}`
}
