/** Every command, in the order in which help shows them. */
import type { Command } from "../commandline/Command.js"
import * as Get from "./Get.js"
import * as Post from "./Post.js"
import * as Providers from "./Providers.js"
import * as Sandbox from "./Sandbox.js"
import * as Schema from "./Schema.js"

export const all: ReadonlyArray<Command> = [
  Get.command,
  Post.command,
  Providers.command,
  Sandbox.command,
  Schema.command
]
