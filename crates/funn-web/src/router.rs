//! Every route there is, in one table: the router, the `OpenAPI` document and the tests read it.

mod table;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::openapi::Page;
use crate::pages;
use crate::state::AppState;

pub(crate) use table::table;

/// One method at one address.
pub(crate) struct Route {
    /// The method.
    pub(crate) method: Method,
    /// The address, `{…}` for what varies.
    pub(crate) path: &'static str,
    /// What the `OpenAPI` document says of it.
    pub(crate) page: Page,
    handler: MethodRouter<AppState>,
}

impl Route {
    fn new<H, T>(filter: MethodFilter, method: Method, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let page = Page::new(&method, path);
        Self { method, path, page, handler: on(filter, handler) }
    }

    fn get<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(MethodFilter::GET, Method::GET, path, handler)
    }

    fn post<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(MethodFilter::POST, Method::POST, path, handler)
    }

    fn patch<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(MethodFilter::PATCH, Method::PATCH, path, handler)
    }

    fn delete<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(MethodFilter::DELETE, Method::DELETE, path, handler)
    }

    /// Says what it is for.
    fn says(mut self, summary: &str) -> Self {
        summary.clone_into(&mut self.page.summary);
        self
    }

    /// It takes parameters after the `?`.
    fn asks<P: IntoParams>(mut self) -> Self {
        self.page.asks::<P>();
        self
    }

    /// It takes a body.
    fn takes<B: ToSchema>(mut self) -> Self {
        self.page.takes::<B>("application/json");
        self
    }

    /// It takes a form with files, up to `most` bytes.
    fn takes_form<B: ToSchema>(mut self, most: usize) -> Self {
        self.page.takes::<B>("multipart/form-data");
        self.handler = self.handler.layer(axum::extract::DefaultBodyLimit::max(most));
        self
    }

    /// It answers one of these.
    fn answers<A: ToSchema>(mut self) -> Self {
        self.page.answers::<A>("application/json", false);
        self
    }

    /// It answers a list of these.
    fn lists<A: ToSchema>(mut self) -> Self {
        self.page.answers::<A>("application/json", true);
        self
    }

    /// It answers a stream of events of these.
    fn streams<A: ToSchema>(mut self) -> Self {
        self.page.answers::<A>("text/event-stream", false);
        self
    }
}

/// The router of the whole table; everything else is the page, or a 404 for scripts.
pub(crate) fn router(state: AppState) -> Router {
    let mut router = Router::new();
    for route in table() {
        router = router.route(route.path, route.handler);
    }
    router
        .method_not_allowed_fallback(|| async { ApiError::no_such_method() })
        .fallback(pages::page)
        .with_state(state)
}

/// Every route, as method and address; for tests and documents.
pub fn routes() -> Vec<(Method, &'static str)> {
    table().into_iter().map(|route| (route.method, route.path)).collect()
}
