// Passes every request to the one container, which sleeps when there are none.
import { Container, getContainer } from "@cloudflare/containers";

const SETTINGS = ["DATABASE_URL", "COACH_SECRET", "MCP_SERVER_URL", "SUPABASE_URL", "SUPABASE_ANON_KEY"];

export class Coach extends Container {
  defaultPort = 8080;
  sleepAfter = "10m";
  envVars = {
    TRUSTED_PROXY_HEADER: "CF-Connecting-IP",
    ...Object.fromEntries(SETTINGS.filter((name) => this.env[name]).map((name) => [name, this.env[name]])),
  };
}

export default {
  fetch: (request, env) => getContainer(env.COACH, "one").fetch(request),
};
