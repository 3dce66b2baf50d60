//! The portal of a small invented bureau, to look at while building pages: `cargo run -p web --example portal`.

#[expect(dead_code, clippy::unwrap_used, reason = "the tests use all of it, and have no other way to fail")]
#[path = "../tests/web/bureau.rs"]
mod bureau;

use std::sync::Arc;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8037".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("http://{address}/");
    axum::serve(listener, web::router(bureau::site(Arc::default()))).await
}
