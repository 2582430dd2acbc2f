//! Revenue and orders to come: the chart of the months with both bands, the sum of the next three, and how far such
//! forecasts were off.

use super::{
    act::money,
    cards::plain,
    frame::{Finding, ready},
    verdict::verdict,
};
use crate::{
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{Lang, board as bw, insights as iw, lang, overview as w},
};
use charts::{Chart, Expected, Series};
use domain::{
    Date,
    insight::{Estimate, Holiday, Level, Outlook, Overview},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is foreseen by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Revenue,
    Orders,
}

impl Measure {
    fn name(self) -> &'static str {
        match self {
            Measure::Revenue => w::revenue(),
            Measure::Orders => crate::words::common::orders(),
        }
    }

    fn axis(self, overview: &Overview) -> String {
        match self {
            Measure::Revenue => w::revenue_in(overview.currency.as_str()),
            Measure::Orders => self.name().to_owned(),
        }
    }

    fn told(self, overview: &Overview, value: f64) -> String {
        match self {
            Measure::Revenue => money(overview, value),
            Measure::Orders => format::count(value.round()),
        }
    }

    fn of(self, overview: &Overview) -> Option<&Outlook> {
        match self {
            Measure::Revenue => overview.outlook.as_ref(),
            Measure::Orders => overview.orders_outlook.as_ref(),
        }
    }
}

pub fn outlook(overview: &Arc<Overview>) -> Finding {
    match &overview.outlook {
        Some(outlook) => forecast(overview, outlook),
        None => Finding {
            title: w::outlook_none().to_owned(),
            text: w::outlook_why().to_owned(),
            body: ().into_any(),
            numbers: None,
        },
    }
}

fn forecast(overview: &Arc<Overview>, outlook: &Outlook) -> Finding {
    // Bands of single months do not add up: the three together have their own.
    let total = outlook.quarter;
    let title = match outlook.judged.level {
        Level::No => w::outlook_not_usable().to_owned(),
        _ => {
            let [value, low, high] = [total.value, total.low, total.high].map(|major| money(overview, major));
            w::outlook_title(&value, &low, &high)
        }
    };
    let measure = RwSignal::new(Measure::Revenue);
    let tab = |this: Measure| {
        view! {
            <button type="button" aria-pressed=move || (measure.get() == this).to_string() on:click=move |_| measure.set(this)>{this.name()}</button>
        }
    };
    let shared = Arc::clone(overview);
    let judged = move || measure.get().of(&shared).map(|outlook| verdict(&outlook.judged));
    let shared = Arc::clone(overview);
    let how = move || {
        measure.get().of(&shared).map(|outlook| view! { <p class="muted">{checked(outlook)}</p> {equation(outlook)} })
    };
    let shared = Arc::clone(overview);
    let chart = Signal::derive(move || Chart::Series(series(&shared, measure.get()).unwrap_or_default()));
    let cut = move || chart.with(|chart| matches!(chart, Chart::Series(series) if series.is_cut()));
    let shared = Arc::clone(overview);
    let caption = Signal::derive(move || caption(&shared, measure.get()));
    let shared = Arc::clone(overview);
    let rows = Memo::new(move |_| table(&shared, measure.get()));
    let read = move |at: usize| {
        let text = rows.with_untracked(|rows| rows.get(at).map(|row| row[..3].join(" ")));
        text.unwrap_or_default().trim_end().to_owned()
    };
    let numbers = move || {
        let head = [w::month(), measure.get().name(), w::band(), w::wide_band()].map(str::to_owned).to_vec();
        Numbers { head, rows: rows.get() }
    };
    let body = view! {
        {judged}
        <div class="segments" role="group" aria-label=w::foreseen_figure()>{[Measure::Revenue, Measure::Orders].map(tab).collect_view()}</div>
        <ChartCanvas saved_elsewhere=true chart title=caption height=Signal::stored(260.0) read numbers />
        {move || cut().then(|| view! { <p class="muted">{w::band_cut()}</p> })}
        {how}
    };
    let text = bw::holidays_marked().to_owned();
    Finding { title, text, body: body.into_any(), numbers: ready(file(overview, outlook)) }
}

/// How the method was chosen and how it did.
fn checked(outlook: &Outlook) -> String {
    let percent = |value: f64| format::percent(value / 100.0);
    w::outlook_text(
        w::method(outlook.method),
        &percent(outlook.smape),
        &percent(outlook.naive_smape),
        &format::percent(outlook.coverage),
        &format::percent(outlook.wide_coverage),
        &format::count(outlook.origins as f64),
    )
}

/// The method's formula and its fitted numbers.
fn equation(outlook: &Outlook) -> AnyView {
    let numbers = outlook.fitted.iter().filter(|(letter, _)| letter != "ln");
    let numbers: Vec<String> =
        numbers.map(|(letter, value)| format!("{letter} = {}", format::decimals(*value, 3))).collect();
    let in_proportion = outlook.fitted.iter().any(|(letter, value)| letter == "ln" && *value > 0.0);
    let known = !numbers.is_empty();
    let numbers = known.then(|| view! { <code>{numbers.join(", ")}</code> });
    view! {
        <details class="insight-how insight-models">
            <summary>{iw::tab_equation()}</summary>
            <div class="equation" tabindex="0" role="region" aria-label=iw::tab_equation()>
                <code>{w::method_formula(outlook.method, in_proportion)}</code>
                {numbers}
            </div>
            {known.then(|| view! { <p class="muted">{w::method_letters()}</p> })}
        </details>
    }
    .into_any()
}

fn caption(overview: &Overview, measure: Measure) -> String {
    let Some(outlook) = measure.of(overview) else { return String::new() };
    let next = outlook.expected.first().copied().unwrap_or_default();
    let [value, low, high] = [next.value, next.low, next.high].map(|value| measure.told(overview, value));
    w::next_month_title(measure.name(), &value, &low, &high)
}

fn names(outlook: &Outlook) -> Vec<String> {
    let first = outlook.from.month_number();
    let all = first..first + (outlook.past.len() + outlook.expected.len()) as i32;
    all.map(|month| format::month(Date::first_of(month))).collect()
}

fn series(overview: &Overview, measure: Measure) -> Option<Series> {
    let outlook = measure.of(overview)?;
    let expected = outlook.expected.iter().enumerate().map(|(at, one)| Expected {
        value: one.value,
        low: one.low,
        high: one.high,
        wide: outlook.nearly_sure.get(at).map(|[low, high]| (*low, *high)),
    });
    Some(Series {
        periods: names(outlook),
        past: outlook.past.clone(),
        expected: expected.collect(),
        marks: marks(overview, outlook),
        y_title: measure.axis(overview),
    })
}

/// By month: its name, the figure, and both bands.
fn table(overview: &Overview, measure: Measure) -> Vec<Vec<String>> {
    let Some(outlook) = measure.of(overview) else { return Vec::new() };
    let told = |value: f64| measure.told(overview, value);
    let past = outlook.past.iter().map(|past| [told(*past), String::new(), String::new()]);
    let expected = outlook.expected.iter().enumerate().map(|(at, one)| {
        let wide = outlook.nearly_sure.get(at).map(|[low, high]| iw::interval(&told(*low), &told(*high)));
        [told(one.value), iw::interval(&told(one.low), &told(one.high)), wide.unwrap_or_default()]
    });
    let line = |(name, [value, band, wide]): (String, [String; 3])| vec![name, value, band, wide];
    names(outlook).into_iter().zip(past.chain(expected)).map(line).collect()
}

/// Revenue, then orders, each with both bands, by month.
fn file(overview: &Overview, outlook: &Outlook) -> Numbers {
    let first = outlook.from.month_number();
    let line = |at: usize| {
        let month = first + at as i32;
        let figures = [Measure::Revenue, Measure::Orders].map(|measure| match measure.of(overview) {
            Some(own) => figures(own, at),
            None => std::array::from_fn(|_| String::new()),
        });
        let days = outlook.holidays.iter().filter(|(on, _)| on.month_number() == month);
        let days: Vec<&str> = days.filter_map(|(_, holiday)| bw::moving_holiday(*holiday)).collect();
        let month = Date::first_of(month).iso();
        std::iter::once(month).chain(figures.into_iter().flatten()).chain([days.join(" ")]).collect()
    };
    let ends = |measure: Measure| {
        let (name, band, wide) = (measure.name(), w::band(), w::wide_band());
        let bands = [band, wide].map(|band| [format!("{name}, {band} ≥"), format!("{name}, {band} ≤")]);
        std::iter::once(name.to_owned()).chain(bands.into_iter().flatten())
    };
    let head = std::iter::once(w::month().to_owned()).chain(ends(Measure::Revenue)).chain(ends(Measure::Orders));
    Numbers {
        head: head.chain([bw::holidays().to_owned()]).collect(),
        rows: (0..outlook.past.len() + outlook.expected.len()).map(line).collect(),
    }
}

/// The value, the ends of the one band and of the other.
fn figures(outlook: &Outlook, at: usize) -> [String; 5] {
    let nothing = String::new;
    match (outlook.past.get(at), at.checked_sub(outlook.past.len())) {
        (Some(past), _) => [plain(*past), nothing(), nothing(), nothing(), nothing()],
        (None, Some(ahead)) => {
            let one: Option<&Estimate> = outlook.expected.get(ahead);
            let wide = outlook.nearly_sure.get(ahead);
            let figure = |value: Option<f64>| value.map(plain).unwrap_or_default();
            [
                figure(one.map(|one| one.value)),
                figure(one.map(|one| one.low)),
                figure(one.map(|one| one.high)),
                figure(wide.map(|ends| ends[0])),
                figure(wide.map(|ends| ends[1])),
            ]
        }
        (None, None) => std::array::from_fn(|_| String::new()),
    }
}

/// The moving holidays that the business's customers keep, by currency and language.
fn marks(overview: &Overview, outlook: &Outlook) -> Vec<(usize, String)> {
    let first = outlook.from.month_number();
    let east = ["CNY", "HKD", "TWD", "SGD", "MYR", "VND"].contains(&overview.currency.as_str()) || lang() == Lang::Zh;
    let kept = |holiday: Holiday| match holiday {
        Holiday::Easter => !east,
        _ => east,
    };
    let mark = |(on, holiday): &(Date, Holiday)| {
        let name = bw::moving_holiday(*holiday).filter(|_| kept(*holiday))?;
        Some((usize::try_from(on.month_number() - first).ok()?, name.to_owned()))
    };
    outlook.holidays.iter().filter_map(mark).collect()
}
