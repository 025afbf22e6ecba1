/** Runs every command and program of the README unchanged and in order, in a copy of the workspace: with `npm ci`. */
import * as Readme from "./Readme.js"

Readme.suite("installed")
