//! Where the services are. An account keeps its endpoints as data, so that a sovereign cloud, a test host or the sandbox is
//! a matter of addresses and never of code.
//!
//! Not here: who signs in (`auth`), and how fast requests leave (`pace` reads the budget written here).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::pace::Pace;
use crate::upload_address::UploadAddress;

const LOGIN: &str = "login.microsoftonline.com";
const STORE: &str = "manage.devcenter.microsoft.com";
const MARKETPLACE: &str = "api.partner.microsoft.com";
const GRAPH: &str = "graph.microsoft.com";
const STORE_RESOURCE: &str = "https://manage.devcenter.microsoft.com";
/// Requests a minute and tenant that the Store accepts (StoreBroker, `Documentation/USAGE.md`).
const STORE_BUDGET: u32 = 20;
/// Blob hosts of Azure's public and sovereign clouds.
const BLOB_HOSTS: [&str; 3] =
    [".blob.core.windows.net", ".blob.core.usgovcloudapi.net", ".blob.core.chinacloudapi.cn"];

/// Base addresses of one account, each ending in `/`, and the resource a token is asked for.
///
/// Every address is `https`; plain `http` is accepted for loopback only. Reading from JSON checks the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Form")]
pub struct Endpoints {
    /// Microsoft Entra, for example `https://login.microsoftonline.com/`.
    pub login: Url,
    /// Store submission API, without its version path.
    pub store: Url,
    /// Marketplace ingestion API, without its version path.
    pub marketplace: Url,
    /// Microsoft Graph.
    pub graph: Url,
    /// The `resource` (v1) or `scope` without `/.default` (v2) of a token.
    pub resource: String,
    /// Which token endpoint to speak to.
    pub token_version: TokenVersion,
    /// What the service accepts a minute and tenant. Our own pace follows from it.
    pub requests_per_minute: u32,
}

/// The two token endpoints of Entra. The Store's page documents v1, Microsoft's own client uses v2; both work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenVersion {
    /// v2; v1 once v2 turns out not to exist at this address or not to know the resource.
    #[default]
    Auto,
    /// `/oauth2/token` only.
    V1,
    /// `/oauth2/v2.0/token` only.
    V2,
}

/// What the addresses are, for the mark that every page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointKind {
    /// The public cloud, all of it.
    Public,
    /// Everything on this computer: the embedded sandbox, or a test host.
    Loopback,
    /// Anything else a person typed.
    Custom,
}

/// An address that cannot be an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{which}: {fault}")]
pub struct EndpointRefused {
    /// `login`, `store`, `marketplace`, `graph`, `resource` or `base`.
    pub which: &'static str,
    /// What is wrong with it.
    pub fault: EndpointFault,
}

/// Why an address cannot be an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndpointFault {
    /// Empty, or no address at all.
    #[error("not an address")]
    NotAnAddress,
    /// Plain `http` to another computer.
    #[error("plain http is for this computer only")]
    NotSecure,
    /// Carries a name, a password, a query or a fragment.
    #[error("an address of a service has no user, query or fragment")]
    TooMuch,
}

impl Endpoints {
    /// The public cloud.
    pub fn public() -> Self {
        let host = |name: &str| Url::parse(&format!("https://{name}/")).expect("a constant address");
        Self {
            login: host(LOGIN),
            store: host(STORE),
            marketplace: host(MARKETPLACE),
            graph: host(GRAPH),
            resource: STORE_RESOURCE.to_owned(),
            token_version: TokenVersion::Auto,
            requests_per_minute: STORE_BUDGET,
        }
    }

    /// All services below one loopback base, each under its public host name as first path segment: `{base}/{host}/`.
    ///
    /// # Errors
    /// When `base` is no address, or is not on this computer.
    pub fn loopback(base: &str) -> Result<Self, EndpointRefused> {
        let base = address("base", base)?;
        if !is_loopback(&base) {
            return Err(EndpointRefused { which: "base", fault: EndpointFault::NotSecure });
        }
        let host = |name: &str| {
            base.join(&format!("{name}/"))
                .map_err(|_| EndpointRefused { which: "base", fault: EndpointFault::NotAnAddress })
        };
        Ok(Self {
            login: host(LOGIN)?,
            store: host(STORE)?,
            marketplace: host(MARKETPLACE)?,
            graph: host(GRAPH)?,
            ..Self::public()
        })
    }

    /// Addresses a person typed. A missing `/` at the end is added.
    ///
    /// # Errors
    /// Names the first address that cannot be used, and why.
    pub fn custom(
        login: &str,
        store: &str,
        marketplace: &str,
        graph: &str,
        resource: &str,
    ) -> Result<Self, EndpointRefused> {
        let resource = resource.trim().trim_end_matches('/');
        if resource.is_empty() {
            return Err(EndpointRefused { which: "resource", fault: EndpointFault::NotAnAddress });
        }
        Ok(Self {
            login: address("login", login)?,
            store: address("store", store)?,
            marketplace: address("marketplace", marketplace)?,
            graph: address("graph", graph)?,
            resource: resource.to_owned(),
            ..Self::public()
        })
    }

    /// The same addresses for a service that accepts another number of requests a minute (practice: 20 × its speed).
    #[must_use]
    pub fn with_requests_per_minute(mut self, budget: u32) -> Self {
        self.requests_per_minute = budget.max(1);
        self
    }

    /// The same addresses, with the token endpoint fixed.
    #[must_use]
    pub fn with_token_version(mut self, version: TokenVersion) -> Self {
        self.token_version = version;
        self
    }

    /// What these addresses are, taken together.
    pub fn kind(&self) -> EndpointKind {
        let public = Self::public();
        let own = [&self.login, &self.store, &self.marketplace, &self.graph];
        if own == [&public.login, &public.store, &public.marketplace, &public.graph]
            && self.resource == public.resource
        {
            EndpointKind::Public
        } else if own.into_iter().all(is_loopback) {
            EndpointKind::Loopback
        } else {
            EndpointKind::Custom
        }
    }

    /// The base that every path and every `@nextLink` of the Store API is relative to.
    pub fn store_base(&self) -> Url {
        below(&self.store, &["v1.0", "my", ""])
    }

    /// How fast we go here.
    pub fn pace(&self) -> Pace {
        Pace::of_budget(self.requests_per_minute)
    }

    /// Whether an upload address that the service handed out may be used: the public cloud uploads to Azure only, the sandbox
    /// to this computer only, and what a person typed to any encrypted address.
    pub fn accepts_upload_to(&self, address: &UploadAddress) -> bool {
        match self.kind() {
            EndpointKind::Public => {
                address.is_https() && BLOB_HOSTS.iter().any(|host| address.host().ends_with(host))
            }
            EndpointKind::Loopback => address.is_loopback(),
            EndpointKind::Custom => true,
        }
    }

    /// `{login}/{tenant}/oauth2[/v2.0]/token`.
    pub(crate) fn token_address(&self, tenant: &str, v2: bool) -> Url {
        if v2 {
            below(&self.login, &[tenant, "oauth2", "v2.0", "token"])
        } else {
            below(&self.login, &[tenant, "oauth2", "token"])
        }
    }
}

/// Appends path segments, each escaped as one segment: a tenant of `../x` stays a tenant.
fn below(base: &Url, segments: &[&str]) -> Url {
    let mut address = base.clone();
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    address
}

fn address(which: &'static str, text: &str) -> Result<Url, EndpointRefused> {
    let refused = |fault| EndpointRefused { which, fault };
    let mut url = Url::parse(text.trim()).map_err(|_| refused(EndpointFault::NotAnAddress))?;
    if url.host_str().is_none_or(str::is_empty) || !matches!(url.scheme(), "http" | "https") {
        return Err(refused(EndpointFault::NotAnAddress));
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(refused(EndpointFault::NotSecure));
    }
    let extras = !url.username().is_empty() || url.password().is_some();
    if extras || url.query().is_some() || url.fragment().is_some() {
        return Err(refused(EndpointFault::TooMuch));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// On this computer: `127.0.0.0/8`, `::1` or the name `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// The stored form, before it is checked.
#[derive(Deserialize)]
struct Form {
    login: String,
    store: String,
    marketplace: String,
    graph: String,
    resource: String,
    #[serde(default)]
    token_version: TokenVersion,
    #[serde(default = "store_budget")]
    requests_per_minute: u32,
}

fn store_budget() -> u32 {
    STORE_BUDGET
}

impl TryFrom<Form> for Endpoints {
    type Error = EndpointRefused;

    fn try_from(form: Form) -> Result<Self, EndpointRefused> {
        Self::custom(&form.login, &form.store, &form.marketplace, &form.graph, &form.resource).map(|read| {
            read.with_token_version(form.token_version).with_requests_per_minute(form.requests_per_minute)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_cloud_is_known_as_public_and_survives_storage() {
        let public = Endpoints::public();
        assert_eq!(public.kind(), EndpointKind::Public);
        assert_eq!(public.store_base().as_str(), "https://manage.devcenter.microsoft.com/v1.0/my/");
        let stored = serde_json::to_string(&public).unwrap();
        assert_eq!(serde_json::from_str::<Endpoints>(&stored).unwrap(), public);
    }

    #[test]
    fn loopback_puts_the_public_host_in_front_of_each_path_and_keeps_the_resource() {
        let local = Endpoints::loopback("http://127.0.0.1:8080").unwrap();
        assert_eq!(local.kind(), EndpointKind::Loopback);
        assert_eq!(
            local.store_base().as_str(),
            "http://127.0.0.1:8080/manage.devcenter.microsoft.com/v1.0/my/"
        );
        assert_eq!(
            local.token_address("contoso", true).as_str(),
            "http://127.0.0.1:8080/login.microsoftonline.com/contoso/oauth2/v2.0/token"
        );
        assert_eq!(local.resource, "https://manage.devcenter.microsoft.com");
        assert!(Endpoints::loopback("http://[::1]:9").is_ok());
        assert!(Endpoints::loopback("http://localhost:9/deep").is_ok());
        assert!(Endpoints::loopback("https://example.com").is_err(), "loopback means this computer");
    }

    #[test]
    fn an_address_that_would_send_a_key_in_the_clear_is_refused() {
        let refused = |text: &str| Endpoints::custom(text, text, text, text, "r").map_err(|e| e.fault).err();
        assert_eq!(refused("http://example.com"), Some(EndpointFault::NotSecure));
        assert_eq!(refused("http://localhost.example.com"), Some(EndpointFault::NotSecure));
        assert_eq!(refused("http://127.0.0.1.example.com"), Some(EndpointFault::NotSecure));
        assert_eq!(refused("ftp://example.com"), Some(EndpointFault::NotAnAddress));
        assert_eq!(refused("example.com"), Some(EndpointFault::NotAnAddress));
        assert_eq!(refused("https://a:b@example.com"), Some(EndpointFault::TooMuch));
        assert_eq!(refused("https://example.com/?x=1"), Some(EndpointFault::TooMuch));
        assert_eq!(refused("https://example.cn/base"), None);
        let stored =
            serde_json::to_string(&Endpoints::public()).unwrap().replace("https://login", "http://login");
        assert!(serde_json::from_str::<Endpoints>(&stored).is_err(), "storage is checked as well");
    }

    #[test]
    fn a_tenant_is_one_segment_of_the_token_address() {
        let address = Endpoints::public().token_address("a/../b?c", false);
        assert_eq!(address.as_str(), "https://login.microsoftonline.com/a%2F..%2Fb%3Fc/oauth2/token");
    }

    #[test]
    fn uploads_go_where_the_kind_of_endpoint_allows() {
        let azure = UploadAddress::parse("https://x.blob.core.windows.net/a/b?sig=x").unwrap();
        let other = UploadAddress::parse("https://example.com/a/b?sig=x").unwrap();
        let here = UploadAddress::parse("http://127.0.0.1:1/a/b?sig=x").unwrap();
        let public = Endpoints::public();
        assert!(public.accepts_upload_to(&azure));
        assert!(!public.accepts_upload_to(&other), "the public cloud uploads to Azure");
        assert!(!public.accepts_upload_to(&here));
        let local = Endpoints::loopback("http://127.0.0.1:1").unwrap();
        assert!(local.accepts_upload_to(&here));
        assert!(!local.accepts_upload_to(&azure), "practice never leaves this computer");
    }
}
