import { Agent } from 'undici'

/** The connections of the undici that discord.js uses: those that all libraries of a process share may be of another version, on which files break. */
export const agent = new Agent()
