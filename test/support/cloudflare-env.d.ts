declare namespace Cloudflare {
  interface Env {
    OFFICE: DurableObjectNamespace
  }
}
