import { isMarkedAsPlaceholder } from './is-marked-as-placeholder.ts'
import { looksRandom } from './looks-random.ts'

const tokenFormats = [
  'gh[pousr]_[A-Za-z0-9]{36,255}', // GitHub
  'github_pat_[A-Za-z0-9_]{60,255}',
  'gl(?:pat|dt|rt|ptt|cbt|ft|agent|soat|oas)-[A-Za-z0-9_-]{20,255}', // GitLab
  'xox[abeoprs]-\\d[A-Za-z0-9-]{10,255}', // Slack
  'xapp-\\d-[A-Za-z0-9-]{10,255}',
  'https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9]{6,40}/[A-Za-z0-9]{6,40}/[A-Za-z0-9/]{16,100}',
  'https://(?:\\w{1,10}\\.)?discord(?:app)?\\.com/api/webhooks/\\d{10,25}/[A-Za-z0-9_-]{40,100}',
  'https://[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[\\w@-]{30,120}/IncomingWebhook/[a-z0-9]{20,60}',
  '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}', // Stripe
  'whsec_[A-Za-z0-9+/]{24,255}',
  'AIza[A-Za-z0-9_-]{35}', // Google
  'GOCSPX-[A-Za-z0-9_-]{28}',
  'hv[sb]\\.[A-Za-z0-9_-]{24,255}', // HashiCorp
  '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,100}',
  'eyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{16,2000}', // JWT
  'npm_[A-Za-z0-9]{36}',
  'pypi-AgEI[A-Za-z0-9_-]{50,500}',
  'rubygems_[a-f0-9]{48}',
  'dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,100}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}', // SendGrid
  'sk-(?:proj-|ant-|svcacct-|or-v1-)?[A-Za-z0-9_-]{40,255}', // OpenAI, Anthropic, OpenRouter
  'gl(?:sa|c)_[A-Za-z0-9+/_]{32,400}', // Grafana
  'do[oprt]_v1_[a-f0-9]{64}', // DigitalOcean
  'tskey-[a-z]{2,10}-[A-Za-z0-9-]{16,100}', // Tailscale
  'pul-[a-f0-9]{40}',
  'lin_api_[A-Za-z0-9]{32,64}',
  'dapi[a-f0-9]{32}', // Databricks
  'hf_[A-Za-z0-9]{34}',
  'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}',
  'ATATT3[A-Za-z0-9_=-]{60,300}', // Atlassian
  'PMAK-[a-f0-9]{24}-[a-f0-9]{34}',
  'ops_eyJ[A-Za-z0-9_-]{100,4000}', // 1Password
  '\\d{8,10}:AA[A-Za-z0-9_-]{33}', // Telegram
]

const token = new RegExp(`(?<![A-Za-z0-9_.-])(?:${tokenFormats.join('|')})(?![A-Za-z0-9])`, 'g')

/** The header and the first claims of the token that jwt.io and half of all documentation show. */
const documentedJwt = 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l'

const accessKeyId = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/

const secretAccessKey = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g

/** Whether a text holds a token that tells by its form what it is. */
export function hasKnownToken(text: string): boolean {
  for (const [match] of text.matchAll(token)) {
    if (!match.includes(documentedJwt) && !isMarkedAsPlaceholder(match)) return true
  }
  // the identifier is no secret, but it tells what the forty characters beside it are
  if (!accessKeyId.test(text)) return false
  return (text.match(secretAccessKey) ?? []).some((secret) => looksRandom(secret, 40) && !isMarkedAsPlaceholder(secret))
}
