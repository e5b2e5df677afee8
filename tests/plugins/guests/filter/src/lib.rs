//! A Proxy-Wasm filter: the unmodified SDK, with `std` of the drop-in.
//!
//! The SDK defines `_initialize`, and its hook for panics writes their messages to the host's log.

use std::cell::Cell;

use log::{info, warn};
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType, LogLevel};

proxy_wasm::main! {{
    proxy_wasm::set_log_level(LogLevel::Info);
    proxy_wasm::set_root_context(|_| Box::new(Root { greeting: String::new() }));
}}

thread_local! {
    /// The number of requests.
    static REQUESTS: Cell<u32> = const { Cell::new(0) };
}

struct Root {
    greeting: String,
}

impl Context for Root {}

impl RootContext for Root {
    fn on_configure(&mut self, _: usize) -> bool {
        let config = self.get_plugin_configuration().unwrap_or_default();
        self.greeting = String::from_utf8_lossy(&config).into_owned();
        info!("configured with {:?}", self.greeting);
        !self.greeting.is_empty()
    }

    fn create_http_context(&self, id: u32) -> Option<Box<dyn HttpContext>> {
        let greeting = self.greeting.clone();
        Some(Box::new(Filter { id, greeting }))
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }
}

struct Filter {
    id: u32,
    greeting: String,
}

impl Context for Filter {}

impl HttpContext for Filter {
    fn on_http_request_headers(&mut self, count: usize, _: bool) -> Action {
        let requests = REQUESTS.get() + 1;
        REQUESTS.set(requests);
        for (name, value) in self.get_http_request_headers() {
            info!("{} <- {name}: {value}", self.id);
        }
        match self.get_http_request_header(":path").as_deref() {
            Some("/hello") => {
                let body = format!("{}, request {requests}\n", self.greeting);
                let headers = vec![("server", "nanowasi")];
                self.send_http_response(200, headers, Some(body.as_bytes()));
                Action::Pause
            }
            Some("/fail") => panic!("no route for {count} headers"),
            path => {
                warn!("no response to {path:?}");
                self.set_http_request_header("x-request", Some(&requests.to_string()));
                Action::Continue
            }
        }
    }
}
