//! The hold: what cannot be undone waits, is shown, can be paused and taken back. Nothing is sent before it ends, and an
//! end of the program is a taking back that Home tells at the next start.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use vitrine_domain::{Problem, codes};

use crate::App;
use crate::api::{Act, ActOutcome, ActivityWhat, AppEvent, Held, HoldPause, NotSent};
use crate::store::{Database, from_json, json};

/// The acts that wait, and those that are being done.
#[derive(Default)]
pub struct Holds {
    waiting: Mutex<BTreeMap<String, Waiting>>,
    doing: Mutex<Vec<(Act, Doing)>>,
    /// Acts are decided about one after the other: of two clicks the second one finds what the first one began.
    pub(super) turn: tokio::sync::Mutex<()>,
}

/// How an act ends, for everybody who asked for it.
pub(super) type Doing = Arc<tokio::sync::OnceCell<Result<ActOutcome, Problem>>>;

struct Waiting {
    act: Act,
    product_name: String,
    time: Time,
    /// Something about it changed.
    changed: Arc<tokio::sync::Notify>,
}

#[derive(Clone, Copy)]
enum Time {
    Runs { until: Instant },
    Paused { left: Duration },
}

impl Time {
    fn left(self) -> Duration {
        match self {
            Self::Runs { until } => until.saturating_duration_since(Instant::now()),
            Self::Paused { left } => left,
        }
    }
}

impl Holds {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// In the order in which they began.
    pub fn shown(&self) -> Vec<Held> {
        self.lock().iter().map(|(id, waiting)| waiting.shown(id)).collect()
    }

    /// The same act, waiting already.
    pub fn of(&self, act: &Act) -> Option<Held> {
        self.lock()
            .iter()
            .find(|(_, waiting)| waiting.act.is_same(act))
            .map(|(id, waiting)| waiting.shown(id))
    }

    fn doing(&self) -> std::sync::MutexGuard<'_, Vec<(Act, Doing)>> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same act, being done already.
    pub(super) fn under_way(&self, act: &Act) -> Option<Doing> {
        self.doing().iter().find(|(other, _)| other.is_same(act)).map(|(_, doing)| doing.clone())
    }

    /// From here on the act is being done, until [`Holds::done`].
    pub(super) fn begins(&self, act: &Act) -> Doing {
        let doing = Doing::default();
        self.doing().push((act.clone(), doing.clone()));
        doing
    }

    pub(super) fn done(&self, doing: &Doing) {
        self.doing().retain(|(_, other)| !Arc::ptr_eq(other, doing));
    }
}

impl Waiting {
    fn shown(&self, id: &str) -> Held {
        let left = self.time.left();
        let sends_at = Timestamp::now() + SignedDuration::try_from(left).unwrap_or_default();
        let paused_ms = matches!(self.time, Time::Paused { .. }).then_some(left.as_millis() as u64);
        Held {
            id: id.to_owned(),
            act: self.act.clone(),
            product_name: self.product_name.clone(),
            sends_at,
            paused_ms,
        }
    }
}

/// What an earlier run held and did not send. A call that had begun is not among them: the service knows, and is asked.
pub async fn not_sent(database: &Database) -> Result<Vec<NotSent>, Problem> {
    database
        .write(|t| {
            t.execute("DELETE FROM held WHERE sending = 1", [])?;
            t.prepare("SELECT id, at, act, product_name FROM held ORDER BY id")?
                .query_map([], |row| {
                    Ok(NotSent {
                        id: row.get(0)?,
                        at: row.get::<_, String>(1)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                        act: from_json(2, &row.get::<_, String>(2)?)?,
                        product_name: row.get(3)?,
                    })
                })?
                .collect()
        })
        .await
}

impl App {
    /// Begins the hold of an act; it is on the disk before anybody sees it.
    pub(super) async fn hold(&self, act: Act, product_name: String, seconds: u32) -> Result<Held, Problem> {
        let id = uuid::Uuid::now_v7().to_string();
        let (key, at, text, name) =
            (id.clone(), Timestamp::now().to_string(), json(&act), product_name.clone());
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT INTO held (id, at, act, product_name) VALUES (?, ?, ?, ?)",
                    (key, at, text, name),
                )
            })
            .await?;
        let changed = Arc::new(tokio::sync::Notify::new());
        let until = Instant::now() + Duration::from_secs(u64::from(seconds));
        let waiting = Waiting { act, product_name, time: Time::Runs { until }, changed: changed.clone() };
        let held = waiting.shown(&id);
        self.holds.lock().insert(id.clone(), waiting);
        self.tell_holds();
        if let Some(app) = self.arc() {
            let closing = self.closing.clone();
            tokio::spawn(async move {
                tokio::select! {
                    () = closing.cancelled() => {}
                    () = app.wait_out(&id, &changed) => {}
                }
            });
        }
        Ok(held)
    }

    /// Waits until the hold is over, then sends; ends when it was taken back.
    async fn wait_out(&self, id: &str, changed: &tokio::sync::Notify) {
        loop {
            // Asked for before the look, so that a change in between is not missed.
            let again = changed.notified();
            let Some(time) = self.holds.lock().get(id).map(|waiting| waiting.time) else { return };
            match time {
                Time::Runs { until } => tokio::select! {
                    () = again => {}
                    () = tokio::time::sleep_until(until) => break,
                },
                Time::Paused { .. } => again.await,
            }
        }
        let due = |waiting: &Waiting| waiting.time.left().is_zero();
        let (waiting, doing) = {
            let _turn = self.holds.turn.lock().await;
            let mut holds = self.holds.lock();
            // Taken back, or paused in the last moment.
            if !holds.get(id).is_some_and(due) {
                return;
            }
            let Some(waiting) = holds.remove(id) else { return };
            drop(holds);
            let doing = self.holds.begins(&waiting.act);
            (waiting, doing)
        };
        self.tell_holds();
        let key = id.to_owned();
        let begun =
            self.database.write(move |t| t.execute("UPDATE held SET sending = 1 WHERE id = ?", [key])).await;
        let done = match begun {
            Ok(_) => self.perform(&doing, &waiting.act, &waiting.product_name).await.map(drop),
            Err(problem) => {
                self.holds.done(&doing);
                Err(problem)
            }
        };
        self.forget_hold(id).await;
        self.events.send(AppEvent::ActEnded {
            act: waiting.act,
            product_name: waiting.product_name,
            problem: done.err(),
        });
    }

    /// *Undo* of an act that waits: nothing was sent, and nothing will be.
    pub(crate) async fn act_undo(&self, id: String) -> Result<(), Problem> {
        let waiting = self.holds.lock().remove(&id).ok_or_else(|| Problem::must(codes::ACT_UNDO_TOOLATE))?;
        waiting.changed.notify_one();
        self.forget_hold(&id).await;
        self.tell_holds();
        let Act { name, product, percentage, .. } = &waiting.act;
        let account = self.product_record(product).await.ok().map(|record| record.row.account);
        let what = ActivityWhat::Act { act: *name, percentage: *percentage, problem: None, undone: true };
        self.note_activity(product, &waiting.product_name, account.as_ref(), what).await;
        Ok(())
    }

    /// Stops the countdown while the pointer or the focus is on it.
    pub(crate) async fn act_pause(&self, ask: HoldPause) -> Result<(), Problem> {
        {
            let mut holds = self.holds.lock();
            let Some(waiting) = holds.get_mut(&ask.id) else { return Ok(()) };
            let left = waiting.time.left();
            waiting.time = match ask.paused {
                true => Time::Paused { left },
                false => Time::Runs { until: Instant::now() + left },
            };
            waiting.changed.notify_one();
        }
        self.tell_holds();
        Ok(())
    }

    /// The person read that an act of an earlier run was not sent.
    pub(crate) async fn not_sent_dismiss(&self, id: String) -> Result<(), Problem> {
        self.forget_hold(&id).await;
        self.not_sent.lock().unwrap_or_else(PoisonError::into_inner).retain(|told| told.id != id);
        Ok(())
    }

    fn tell_holds(&self) {
        self.events.send(AppEvent::Held { held: self.holds.shown() });
    }

    async fn forget_hold(&self, id: &str) {
        let key = id.to_owned();
        let forgotten = self.database.write(move |t| t.execute("DELETE FROM held WHERE id = ?", [key])).await;
        if let Err(problem) = forgotten {
            tracing::error!(%problem, "an act that is over is still noted as waiting");
        }
    }
}
