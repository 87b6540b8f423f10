//! Pages outside Vitrine. The window names a meaning; the address is made and judged here.

use vitrine_domain::{Problem, ProductId, codes};

use crate::App;
use crate::api::Link;

/// Hosts that a link received from a service may lead to.
const TRUSTED: [&str; 3] = ["microsoft.com", "azure.com", "windows.net"];

const PARTNER_CENTER: &str = "https://partner.microsoft.com/dashboard";

impl App {
    pub(crate) async fn link_open(&self, link: Link) -> Result<(), Problem> {
        let address = match link {
            // In practice every hand-off opens the page that plays Partner Center's part.
            Link::PartnerCenter { product: Some(product) } if self.practice.is_some() => {
                // It knows apps and add-ons by their Store ID, flights by their GUID: the last part of each key.
                let id = product.as_str().rsplit(':').next().unwrap_or_default().to_owned();
                format!("{}?product={id}", self.practice_portal()?)
            }
            Link::PartnerCenter { .. } | Link::PartnerCenterUsers if self.practice.is_some() => {
                self.practice_portal()?
            }
            Link::PartnerCenter { product: Some(product) } => {
                format!("{PARTNER_CENTER}/products/{}/overview", store_id(&product)?)
            }
            Link::PartnerCenter { product: None } => format!("{PARTNER_CENTER}/home"),
            Link::PartnerCenterUsers => format!("{PARTNER_CENTER}/account/v3/usermanagement"),
            Link::Store { product } => format!("https://apps.microsoft.com/detail/{}", store_id(&product)?),
            Link::Support => "https://partner.microsoft.com/support".to_owned(),
            Link::ServiceStatus => "https://azure.status.microsoft/status".to_owned(),
            Link::DataFolder => self.data.display().to_string(),
            Link::Report { product, number } => {
                let address = self.report_address(&product, number).await?;
                if !self.trusted(&address) {
                    let shown = address.split('?').next().unwrap_or_default();
                    return Err(Problem::must(codes::LINK_REFUSED).with("shown", shown));
                }
                address
            }
        };
        self.host.open(&address).map_err(|reason| {
            let shown = address.split('?').next().unwrap_or_default();
            tracing::warn!(reason, shown, "a page could not be opened");
            Problem::must(codes::LINK_REFUSED).with("shown", shown)
        })
    }

    /// https, and under Microsoft's names; in practice also the embedded sandbox itself.
    fn trusted(&self, address: &str) -> bool {
        if self.practice.is_some() && self.sandbox_base().is_some_and(|base| address.starts_with(&base)) {
            return true;
        }
        let Some(rest) = address.strip_prefix("https://") else { return false };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A name or a port before or behind the host is a disguise.
        !host.contains(['@', ':', '\\'])
            && TRUSTED.iter().any(|trusted| {
                host.eq_ignore_ascii_case(trusted)
                    || host
                        .to_ascii_lowercase()
                        .strip_suffix(trusted)
                        .is_some_and(|before| before.ends_with('.'))
            })
    }

    /// The sandbox's own address: its Store base without the host segment.
    fn sandbox_base(&self) -> Option<String> {
        let record = self.records().into_iter().next()?;
        let store = record.endpoints.store.as_str().trim_end_matches('/').to_owned();
        store.rsplit_once('/').map(|(base, _)| format!("{base}/"))
    }

    fn practice_portal(&self) -> Result<String, Problem> {
        let base = self.sandbox_base().ok_or_else(|| Problem::must(codes::ACCOUNT_UNKNOWN))?;
        Ok(format!("{base}_sandbox/portal"))
    }

    pub(crate) async fn practice_enter(&self, (): ()) -> Result<(), Problem> {
        self.host
            .enter_practice()
            .await
            .map_err(|reason| Problem::must(codes::PRACTICE_UNAVAILABLE).with("reason", reason))
    }

    pub(crate) async fn practice_leave(&self, (): ()) -> Result<(), Problem> {
        self.host
            .leave_practice()
            .await
            .map_err(|reason| Problem::must(codes::PRACTICE_UNAVAILABLE).with("reason", reason))
    }

    /// Moves the practice clock on, then looks at what changed.
    pub(crate) async fn practice_skip(&self, (): ()) -> Result<(), Problem> {
        if self.practice.is_none() {
            return Err(Problem::must(codes::PRACTICE_UNAVAILABLE).with("reason", "not in practice"));
        }
        self.host
            .skip_practice_step()
            .await
            .map_err(|reason| Problem::must(codes::PRACTICE_UNAVAILABLE).with("reason", reason))?;
        self.jobs.hurry();
        for record in self.product_records().await? {
            if record.seen.pending.is_some() {
                self.look_at(&record.row.id).await?;
            }
        }
        Ok(())
    }
}

fn store_id(product: &ProductId) -> Result<&str, Problem> {
    product.store_id().ok_or_else(|| Problem::must(codes::PRODUCT_UNKNOWN).with("product", product.as_str()))
}
