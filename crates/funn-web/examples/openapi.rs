//! Prints the description of the HTTP interface: `cargo run -p funn-web --example openapi`.

use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = funn_web::openapi_json()?;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
