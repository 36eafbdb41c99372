//! The peer in Rust: rmcp's stateless HTTP in axum, tokio-postgres with deadpool's pool and its prepared statements.
//! With STATEMENT it sends what is in that file instead of its own query: begin_call first, then the rest.
use deadpool_postgres::{Manager, Object, Pool};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{ServerCapabilities, ServerConfig};
use rmcp::transport::streamable_http_server::{
    StreamableHttpServerConfig, StreamableHttpService, session::local::LocalSessionManager,
};
use rmcp::{ServerHandler, schemars, tool, tool_handler, tool_router};
use serde_json::{Value, json};
use std::env::var;

const AS_LIFTER: &str = "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)";
const BEGIN_CALL: &str = "select coach.begin_call('get_exercise_history')";
const QUERY: &str = include_str!("../../history.sql");

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Asked {
    exercise: String,
    days: i32,
}

#[derive(Clone)]
struct Peer {
    pool: Pool,
    claims: String,
    statement: Option<String>,
}

impl Peer {
    async fn rows(&self, asked: &Asked) -> anyhow::Result<Value> {
        let mut client: Object = self.pool.get().await?;
        let transaction = client.transaction().await?;
        let role = transaction.prepare_cached(AS_LIFTER).await?;
        transaction.execute(&role, &[&self.claims]).await?;
        let answer = if let Some(statement) = &self.statement {
            let begin = transaction.prepare_cached(BEGIN_CALL).await?;
            transaction.query_one(&begin, &[]).await?;
            let prepared = transaction.prepare_cached(statement).await?;
            transaction.query_one(&prepared, &[]).await?.get(0)
        } else {
            let prepared = transaction.prepare_cached(QUERY).await?;
            let rows = transaction.query(&prepared, &[&asked.exercise, &asked.days]).await?;
            rows.iter()
                .map(|row| {
                    json!({
                        "session": row.get::<_, String>(0), "completed_at": row.get::<_, String>(1),
                        "name": row.get::<_, Option<String>>(2), "weight_g": row.get::<_, Option<i32>>(3),
                        "reps": row.get::<_, Vec<i32>>(4), "rest": row.get::<_, Vec<String>>(5),
                        "note": row.get::<_, Option<String>>(6),
                    })
                })
                .collect()
        };
        transaction.commit().await?;
        Ok(answer)
    }
}

#[tool_router]
impl Peer {
    #[tool(description = "Sets of one exercise, newest first.")]
    async fn get_exercise_history(&self, Parameters(asked): Parameters<Asked>) -> Result<String, String> {
        self.rows(&asked).await.map(|rows| rows.to_string()).map_err(|failure| failure.to_string())
    }
}

#[tool_handler]
impl ServerHandler for Peer {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let manager = Manager::new(var("DATABASE_URL")?.parse()?, tokio_postgres::NoTls);
    let peer = Peer {
        pool: Pool::builder(manager).max_size(8).build()?,
        claims: json!({"sub": var("LIFTER")?, "role": "authenticated"}).to_string(),
        statement: var("STATEMENT").ok().map(std::fs::read_to_string).transpose()?,
    };
    let service = StreamableHttpService::new(
        move || Ok(peer.clone()),
        LocalSessionManager::default().into(),
        StreamableHttpServerConfig::default().with_legacy_session_mode(false).with_json_response(true),
    );
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", var("PORT")?)).await?;
    Ok(axum::serve(listener, axum::Router::new().nest_service("/mcp", service)).await?)
}
