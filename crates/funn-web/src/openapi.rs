//! The `OpenAPI` document, made from the table of routes.

use std::collections::BTreeMap;

use axum::http::Method;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Paths, Ref,
    RefOr, Required, ResponseBuilder, Schema,
};
use utoipa::{IntoParams, ToSchema};

use crate::error::Failure;
use crate::router::table;

/// What the document says of one route.
pub(crate) struct Page {
    /// What it is for.
    pub(crate) summary: String,
    operation: OperationBuilder,
    schemas: Schemas,
}

/// Named shapes, as utoipa collects them.
type Schemas = Vec<(String, RefOr<Schema>)>;

fn reference<T: ToSchema>(schemas: &mut Schemas) -> RefOr<Schema> {
    let name = T::name().into_owned();
    T::schemas(schemas);
    schemas.push((name.clone(), T::schema()));
    Ref::from_schema_name(name).into()
}

impl Page {
    /// Of a route that takes and answers nothing yet.
    pub(crate) fn new(method: &Method, path: &str) -> Self {
        let mut operation =
            OperationBuilder::new().operation_id(Some(operation_id(method, path))).tag(tag(path));
        for name in path.split('/').filter_map(variable) {
            let schema = ObjectBuilder::new().schema_type(Type::String);
            operation = operation.parameter(
                ParameterBuilder::new()
                    .name(name)
                    .parameter_in(ParameterIn::Path)
                    .required(Required::True)
                    .schema(Some(schema)),
            );
        }
        if *method != Method::GET {
            let schema = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["1"]));
            operation = operation.parameter(
                ParameterBuilder::new()
                    .name("x-funn")
                    .parameter_in(ParameterIn::Header)
                    .required(Required::True)
                    .schema(Some(schema)),
            );
        }
        Self { summary: String::new(), operation, schemas: Vec::new() }
    }

    fn edit(&mut self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) {
        self.operation = change(std::mem::take(&mut self.operation));
    }

    /// Adds parameters after the `?`.
    pub(crate) fn asks<P: IntoParams>(&mut self) {
        for parameter in P::into_params(|| Some(ParameterIn::Query)) {
            self.edit(|operation| operation.parameter(parameter));
        }
    }

    /// Adds a body.
    pub(crate) fn takes<B: ToSchema>(&mut self, media: &str) {
        let schema = reference::<B>(&mut self.schemas);
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let body = RequestBodyBuilder::new().content(media, content).required(Some(Required::True));
        self.edit(|operation| operation.request_body(Some(body.build())));
    }

    /// Adds an answer.
    pub(crate) fn answers<A: ToSchema>(&mut self, media: &str, many: bool) {
        let one = reference::<A>(&mut self.schemas);
        let schema =
            if many { RefOr::from(Schema::from(ArrayBuilder::new().items(one))) } else { one };
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new().description("Done").content(media, content);
        self.edit(|operation| operation.response("200", response));
    }
}

/// The document, in full.
pub fn openapi() -> OpenApi {
    let mut paths: Paths = PathsBuilder::new().build();
    let mut schemas: BTreeMap<String, RefOr<Schema>> = BTreeMap::new();
    let mut collected = Schemas::new();
    let failure = reference::<Failure>(&mut collected);
    schemas.extend(collected);
    for route in table() {
        let page = route.page;
        let content = ContentBuilder::new().schema(Some(failure.clone())).build();
        let failed = ResponseBuilder::new()
            .description("Not done; nothing was changed")
            .content("application/json", content);
        let operation =
            page.operation.summary(Some(page.summary)).response("default", failed).build();
        schemas.extend(page.schemas);
        let path = route.path.replace("{*", "{");
        let item = PathItem::new(http_method(&route.method), operation);
        match paths.paths.get_mut(&path) {
            Some(known) => known.merge_operations(item),
            None => {
                paths.paths.insert(path, item);
            }
        }
    }
    let info = InfoBuilder::new()
        .title("Funn")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The workbench on one's own machine. Positions are Unicode scalar values from 0, \
             half-open; ids are UUIDs; times are RFC 3339 in UTC. Every request needs the cookie \
             that the single-use link sets; every write needs the header x-funn: 1.",
        ))
        .build();
    let components = schemas
        .into_iter()
        .fold(ComponentsBuilder::new(), |builder, (name, schema)| builder.schema(name, schema));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

/// The document as it is checked in.
pub fn openapi_json() -> Result<String, serde_json::Error> {
    let mut text = openapi().to_pretty_json()?;
    text.push('\n');
    Ok(text)
}

fn http_method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        Method::PUT => HttpMethod::Put,
        _ => HttpMethod::Get,
    }
}

/// The name inside `{…}`.
fn variable(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}').map(|name| name.trim_start_matches('*'))
}

/// The noun of an address.
fn tag(path: &str) -> &str {
    let mut parts = path.split('/').filter(|part| !part.is_empty() && *part != "api");
    parts.next().unwrap_or("pages")
}

/// `get_sources_id_codings`
fn operation_id(method: &Method, path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != "api");
    let names = parts.map(|part| variable(part).unwrap_or(part).replace('-', "_"));
    let names: Vec<String> = names.collect();
    format!("{}_{}", method.as_str().to_ascii_lowercase(), names.join("_"))
}
