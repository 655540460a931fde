// A bare handler of each platform's library, which answers every command with what it is told to say: BARE is "discord" or "slack".
import { App, HTTPReceiver } from '@slack/bolt'
import { Client, Events, GatewayIntentBits, type InteractionReplyOptions } from 'discord.js'

const { BARE, SAYS = '{}', DISCORD_TOKEN = '', DISCORD_API_URL = '', SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT } = process.env
const says = JSON.parse(SAYS) as InteractionReplyOptions & { text: string }

if (BARE === 'discord') {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } })
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(says)
  })
  await client.login(DISCORD_TOKEN)
} else {
  const app = new App({ token: SLACK_BOT_TOKEN, receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET }), clientOptions: { slackApiUrl: SLACK_API_URL } })
  app.command(/.*/, async ({ ack, respond }) => {
    await ack()
    await respond(says)
  })
  await app.start(Number(PORT))
}
