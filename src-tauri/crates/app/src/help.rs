//! *Get help*: what Microsoft's support asks for, ready to be copied. No secret and no path is among it.

use jiff::Timestamp;
use vitrine_domain::Problem;

use crate::App;
use crate::api::{Help, HelpCategory, HelpFact, HelpRequest};

impl App {
    pub(crate) async fn help(&self, ask: HelpRequest) -> Result<Help, Problem> {
        let job = ask.job.as_ref().and_then(|id| self.jobs.get(id));
        let problem = ask.problem.or_else(|| job.as_ref().and_then(|j| j.job.problem.clone()));
        let product = ask.product.or_else(|| job.as_ref().map(|j| j.job.product.clone()));
        let mut facts = Vec::new();
        let mut fact = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                facts.push(HelpFact { name: name.to_owned(), value: vitrine_partner::redact(&value) });
            }
        };
        if let Some(product) = &product
            && let Ok(record) = self.product_record(product).await
        {
            fact("product", Some(format!("{} ({})", record.row.name, record.row.store_id)));
            fact("account", self.record(&record.row.account).ok().map(|r| r.tenant));
            fact("submission", record.seen.pending.map(|p| p.id));
        }
        if let Some(job) = &job {
            fact("submission", job.job.at_microsoft.submission.clone());
            fact("status", job.status.clone());
            fact("step", Some(job.phase_name()));
        }
        if let Some(problem) = &problem {
            fact("code", Some(problem.code.clone()));
            let details = problem.details.clone().unwrap_or_default();
            fact("operation", details.operation);
            fact("answer", details.status.map(|s| s.to_string()));
            fact("correlation", details.correlation_id);
            fact("words", details.answer);
        }
        fact("time", Some(Timestamp::now().to_string()));
        fact("version", Some(format!("Vitrine {}", env!("CARGO_PKG_VERSION"))));
        facts.dedup_by(|a, b| a.name == b.name && a.value == b.value);
        let area = problem.as_ref().and_then(|p| p.code.split('.').next()).unwrap_or_default();
        let category = match area {
            "signin" | "account" | "keyring" => HelpCategory::AccountAndSignIn,
            "package" => HelpCategory::Packages,
            _ => HelpCategory::SubmissionAndCertification,
        };
        Ok(Help { category, facts })
    }
}
