//! The price of a PUT, with its danger zone exactly as it was observed (store-api 5.5).

use serde_json::{Map, Value, json};

use super::ApiError;
use super::tables::{self, TRIAL};
use crate::assume::Assumptions;

/// The pricing of an app that a PUT leaves behind.
pub fn replaced(sent: Option<&Value>, current: &Value, assume: &Assumptions) -> Result<Value, ApiError> {
    let members = provided(sent)?;
    let mut next = Map::new();
    next.insert("trialPeriod".into(), trial(members.get("trialPeriod"), &current["trialPeriod"])?);
    finished(members, current, assume, next)
}

/// The pricing of an add-on: the same without a trial (store-api 5.12).
pub fn replaced_add_on(
    sent: Option<&Value>,
    current: &Value,
    assume: &Assumptions,
) -> Result<Value, ApiError> {
    finished(provided(sent)?, current, assume, Map::new())
}

fn provided(sent: Option<&Value>) -> Result<&Map<String, Value>, ApiError> {
    match sent {
        Some(Value::Object(sent)) => Ok(sent),
        None | Some(Value::Null) => Err(invalid("Pricing data was not provided in the request.")),
        Some(_) => Err(invalid("pricing is not an object.")),
    }
}

fn finished(
    sent: &Map<String, Value>,
    current: &Value,
    assume: &Assumptions,
    mut next: Map<String, Value>,
) -> Result<Value, ApiError> {
    next.insert("marketSpecificPricings".into(), markets(sent.get("marketSpecificPricings"), current)?);
    // Deprecated: always empty in an answer, ignored in a request.
    next.insert("sales".into(), json!([]));
    next.insert("priceId".into(), base(sent.get("priceId"), &current["priceId"])?);
    // Read-only, and seen to turn from true to false by a plain PUT; older answers lack it.
    if assume.is("advanced-pricing-flag", "flips") {
        next.insert("isAdvancedPricingModel".into(), json!(false));
    } else if let Some(flag) = current.get("isAdvancedPricingModel") {
        next.insert("isAdvancedPricingModel".into(), flag.clone());
    }
    for (name, value) in sent {
        let kept = !next.contains_key(name) && name != "isAdvancedPricingModel";
        if kept && current.get(name).is_some() {
            next.insert(name.clone(), value.clone());
        }
    }
    Ok(Value::Object(next))
}

fn base(sent: Option<&Value>, current: &Value) -> Result<Value, ApiError> {
    match sent {
        // The trap: no price, an answer of 200, and a product that costs nothing.
        None | Some(Value::Null) => Ok(json!("Free")),
        Some(Value::String(price)) if price == "Base" => {
            Err(invalid("'Base' is not a valid PriceId for base price."))
        }
        // A tier of the newer per-market pricing is unknown here and may go back as it came.
        Some(Value::String(price)) if tables::is_price(price) || current == price => Ok(json!(price)),
        Some(_) => Err(invalid("You must select a valid base price")),
    }
}

fn trial(sent: Option<&Value>, current: &Value) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!("NoFreeTrial")),
        Some(value) if value.as_str().is_some_and(|v| TRIAL.contains(&v)) || value == current => {
            Ok(value.clone())
        }
        Some(value) => Err(invalid(format!("{value} is not a valid trialPeriod."))),
    }
}

fn markets(sent: Option<&Value>, current: &Value) -> Result<Value, ApiError> {
    let sent = match sent {
        None | Some(Value::Null) => return Ok(json!({})),
        Some(Value::Object(sent)) => sent,
        Some(_) => return Err(invalid("marketSpecificPricings is not an object.")),
    };
    let current = &current["marketSpecificPricings"];
    for (market, price) in sent {
        if current.get(market) == Some(price) {
            continue;
        }
        if !tables::is_market(market) {
            return Err(invalid(format!("'{market}' is not a valid market.")));
        }
        let known = price.as_str().is_some_and(|price| price == "Base" || tables::is_price(price));
        if !known {
            return Err(invalid(format!("{price} is not a valid PriceId for market {market}.")));
        }
    }
    Ok(Value::Object(sent.clone()))
}

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::value("pricing", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Value {
        json!({"trialPeriod": "FifteenDays", "marketSpecificPricings": {"FR": "Tier9999"}, "sales": [],
               "priceId": "Tier2", "isAdvancedPricingModel": true})
    }

    #[test]
    fn no_price_is_answered_with_free() {
        for sent in [json!({}), json!({"priceId": null})] {
            let next = replaced(Some(&sent), &now(), &Assumptions::default()).unwrap();
            assert_eq!(next["priceId"], "Free");
            assert_eq!(next["trialPeriod"], "NoFreeTrial");
        }
    }

    #[test]
    fn base_and_unknown_tiers_and_no_pricing_are_refused() {
        for sent in
            [None, Some(json!(null)), Some(json!({"priceId": "Base"})), Some(json!({"priceId": "Tier7000"}))]
        {
            assert!(replaced(sent.as_ref(), &now(), &Assumptions::default()).is_err(), "{sent:?}");
        }
    }

    #[test]
    fn what_the_service_itself_told_may_go_back() {
        let mut current = now();
        current["priceId"] = json!("Tier77001");
        let sent = json!({"priceId": "Tier77001", "marketSpecificPricings": {"FR": "Tier9999", "US": "NotAvailable"}});
        let next = replaced(Some(&sent), &current, &Assumptions::default()).unwrap();
        assert_eq!(next["priceId"], "Tier77001");
        assert_eq!(next["isAdvancedPricingModel"], false);
        let sent = json!({"priceId": "Tier2", "marketSpecificPricings": {"fr": "Tier2"}});
        assert!(replaced(Some(&sent), &current, &Assumptions::default()).is_err());
    }
}
