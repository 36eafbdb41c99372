// Asks coach through the Rust SDK: sdk '{"way", "url" | "command", "env", "person", "python"}'.
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rmcp::model::*;
use rmcp::service::{NotificationContext, PeerRequestOptions, RunningService};
use rmcp::transport::auth::{AuthClient, AuthorizationRequest, OAuthState};
use rmcp::transport::streamable_http_client::StreamableHttpClientTransportConfig;
use rmcp::transport::{StreamableHttpClientTransport, TokioChildProcess};
use rmcp::{ClientHandler, RoleClient, ServiceExt};
use serde_json::{Value, json};
use tokio::process::Command;

type Done<T> = Result<T, Box<dyn Error>>;
type Session = RunningService<RoleClient, Listener>;

#[derive(Clone, Default)]
struct Listener(Arc<AtomicU32>);

impl ClientHandler for Listener {
    async fn on_progress(&self, _: ProgressNotificationParam, _: NotificationContext<RoleClient>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

async fn signed_in(wanted: &Value, url: &str) -> Done<AuthClient<reqwest::Client>> {
    let mut state = OAuthState::new(url, None).await?;
    let request = AuthorizationRequest::new("http://localhost:9/callback").with_client_name("Rust SDK");
    state.start_authorization(request).await?;
    let question = state.get_authorization_url().await?;
    let person = Command::new(text(&wanted["python"])).arg(text(&wanted["person"])).arg(question).output().await?;
    state.handle_callback_url(String::from_utf8(person.stdout)?.trim()).await?;
    let manager = state.into_authorization_manager().ok_or("not signed in")?;
    Ok(AuthClient::new(reqwest::Client::new(), manager))
}

async fn connect(wanted: &Value) -> Done<Session> {
    if wanted["way"] == "stdio" {
        let words: Vec<String> = wanted["command"].as_array().ok_or("no command")?.iter().map(text).collect();
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        for (name, value) in wanted["env"].as_object().ok_or("no environment")? {
            command.env(name, text(value));
        }
        return Ok(Listener::default().serve(TokioChildProcess::new(command)?).await?);
    }
    let url = text(&wanted["url"]);
    if wanted["way"] == "oauth" {
        let client = signed_in(wanted, &url).await?;
        let config = StreamableHttpClientTransportConfig::with_uri(url);
        return Ok(Listener::default().serve(StreamableHttpClientTransport::with_client(client, config)).await?);
    }
    Ok(Listener::default().serve(StreamableHttpClientTransport::from_uri(url)).await?)
}

fn question(name: &'static str, arguments: Value) -> CallToolRequestParams {
    CallToolRequestParams::new(name).with_arguments(arguments.as_object().cloned().unwrap_or_default())
}

async fn call(session: &Session, name: &'static str, arguments: Value) -> Done<String> {
    let result = session.call_tool(question(name, arguments)).await?;
    Ok(result.content[0].as_text().ok_or("no text")?.text.clone())
}

async fn ask(session: &Session) -> Done<()> {
    let said = call(session, "get_exercise_history", json!({"exercise": "squat"})).await?;
    if said.contains("Squat") { Ok(()) } else { Err(said.into()) }
}

async fn list(session: &Session) -> Done<()> {
    if session.list_all_tools().await?.len() > 20 { Ok(()) } else { Err("too few tools".into()) }
}

async fn write(session: &Session) -> Done<()> {
    let logged = json!({"measurements": [{"kind": "body_weight", "value": 81.5}]});
    call(session, "log_body_measurement", logged).await?;
    let there = call(session, "list_body_measurements", json!({})).await?.contains("81.5");
    call(session, "undo_last_change", json!({})).await?;
    let left = call(session, "list_body_measurements", json!({})).await?.contains("81.5");
    if there && !left { Ok(()) } else { Err(format!("logged {there}, left {left}").into()) }
}

async fn progress(session: &Session) -> Done<()> {
    session.read_resource(ReadResourceRequestParams::new("workout://export/json")).await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    if session.service().0.load(Ordering::SeqCst) > 0 { Ok(()) } else { Err("no progress was told".into()) }
}

async fn cancel(session: &Session) -> Done<()> {
    let long = CallToolRequest::new(question("get_training_summary", json!({"weeks": 52})));
    let options = PeerRequestOptions::no_options();
    let asked = session.send_cancellable_request(ClientRequest::CallToolRequest(long), options).await?;
    tokio::time::sleep(Duration::from_millis(5)).await;
    asked.cancel(Some("not wanted".to_string())).await?;
    ask(session).await
}

fn shown(done: Done<()>) -> Value {
    done.map_or_else(|failed| json!(failed.to_string()), |_| json!(true))
}

#[tokio::main]
async fn main() -> Done<()> {
    let wanted: Value = serde_json::from_str(&std::env::args().nth(1).ok_or("no argument")?)?;
    let done = match connect(&wanted).await {
        Err(failed) => json!({"connect": failed.to_string()}),
        Ok(session) => json!({
            "connect": true,
            "list": shown(list(&session).await),
            "call": shown(ask(&session).await),
            "write and undo": shown(write(&session).await),
            "progress": shown(progress(&session).await),
            "cancel": shown(cancel(&session).await),
        }),
    };
    println!("{done}");
    Ok(())
}
